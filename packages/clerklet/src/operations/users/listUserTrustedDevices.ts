import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type TrustedDevice, TrustedDeviceSchema } from '../../schemas/trustedDevice.ts'

/**
 * Lists the active trusted devices of a user. The list is not paged: the response contains all devices.
 *
 * `GET /users/{user_id}/trusted_devices` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API, since September 2026. It names no successor; `listUserBiometricCredentials` returns the same fields.
 *
 * @example
 * const { data } = await listUserTrustedDevices(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function listUserTrustedDevices(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<Page<TrustedDevice>> {
  return request(ctx, pageOf(TrustedDeviceSchema), {
    ...options,
    operation: 'listUserTrustedDevices',
    method: 'GET',
    path: path`/users/${userId}/trusted_devices`,
  })
}
