import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type TrustedDevice, TrustedDeviceSchema } from '../../schemas/trustedDevice.ts'

/**
 * Revokes a device of a user; the answer is the device.
 *
 * `DELETE /users/{user_id}/trusted_devices/{trusted_device_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { revoked_at } = await revokeUserTrustedDevice(ctx, 'user_2abc', 'device_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user or device.
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
