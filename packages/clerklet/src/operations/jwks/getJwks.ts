import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Jwks, JwksSchema } from '../../schemas/jwks.ts'

/**
 * Retrieves the public keys that verify the tokens of the instance. Calls are not rate-limited.
 *
 * `verifyToken` and `authenticateRequest` of `clerklet/verify` load and cache these keys.
 *
 * `GET /jwks` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { keys } = await getJwks(ctx)
 *
 * @throws {ClerkApiError} `clerk_key_invalid` when the secret key belongs to no instance.
 */
export async function getJwks(ctx: Context, options?: RequestOptions): Promise<Jwks> {
  return request(ctx, JwksSchema, {
    ...options,
    operation: 'getJwks',
    method: 'GET',
    path: path`/jwks`,
  })
}
