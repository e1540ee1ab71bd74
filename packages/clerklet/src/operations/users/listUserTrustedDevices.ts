import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type TrustedDevice, TrustedDeviceSchema } from '../../schemas/trustedDevice.ts'

/**
 * Lists the devices that a user signs in from with a key of their own. All at once, without pages.
 *
 * `GET /users/{user_id}/trusted_devices` · {@link https://clerk.com/docs/reference/backend-api Reference}
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
