import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type InstanceProtect, InstanceProtectSchema } from '../../schemas/instanceProtect.ts'

/**
 * Retrieves the settings that protect the instance from abuse.
 *
 * `GET /instance/protect` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { rules_enabled } = await getInstanceProtect(ctx)
 *
 * @throws {ClerkApiError} `clerk_key_invalid` when the secret key belongs to no instance.
 */
export async function getInstanceProtect(
  ctx: Context,
  options?: RequestOptions,
): Promise<InstanceProtect> {
  return request(ctx, InstanceProtectSchema, {
    ...options,
    operation: 'getInstanceProtect',
    method: 'GET',
    path: path`/instance/protect`,
  })
}
