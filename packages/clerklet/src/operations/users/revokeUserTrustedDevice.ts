import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type TrustedDevice, TrustedDeviceSchema } from '../../schemas/trustedDevice.ts'

/**
 * Revokes an active trusted device of a user. The response is the revoked device.
 *
 * `DELETE /users/{user_id}/trusted_devices/{trusted_device_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API, since September 2026. It names no successor; `revokeUserBiometricCredential` returns the same fields.
 *
 * @example
 * const { revoked_at } = await revokeUserTrustedDevice(ctx, 'user_2abc', 'device_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user, or no such active device.
 */
export async function revokeUserTrustedDevice(
  ctx: Context,
  userId: string,
  trustedDeviceId: string,
  options?: RequestOptions,
): Promise<TrustedDevice> {
  return request(ctx, TrustedDeviceSchema, {
    ...options,
    operation: 'revokeUserTrustedDevice',
    method: 'DELETE',
    path: path`/users/${userId}/trusted_devices/${trustedDeviceId}`,
  })
}
