import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Instance, InstanceSchema } from '../../schemas/instance.ts'

/**
 * Retrieves the instance that the secret key belongs to.
 *
 * `GET /instance` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { environment_type } = await getInstance(ctx)
 *
 * @throws {ClerkApiError} `clerk_key_invalid` when the secret key belongs to no instance.
 */
export async function getInstance(ctx: Context, options?: RequestOptions): Promise<Instance> {
  return request(ctx, InstanceSchema, {
    ...options,
    operation: 'getInstance',
    method: 'GET',
    path: path`/instance`,
  })
}
