import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Client, ClientSchema } from '../../schemas/client.ts'

/** Params of {@link verifyClient}. */
export interface VerifyClientParams {
  /** The session token, from the `__session` cookie. */
  token: string
}

/**
 * Retrieves the client that a session token belongs to.
 *
 * Each call is a request to the API. To verify a token only, use `verifyToken` of `clerklet/verify`, which caches the keys.
 *
 * `POST /clients/verify` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const client = await verifyClient(ctx, { token })
 * console.log(client.last_active_session_id)
 *
 * @throws {ClerkApiError} 400 or 401 when the token is not valid.
 * @throws {ClerkApiError} `resource_not_found` when the client of the token no longer exists.
 */
export async function verifyClient(
  ctx: Context,
  params: VerifyClientParams,
  options?: RequestOptions,
): Promise<Client> {
  return request(ctx, ClientSchema, {
    ...options,
    operation: 'verifyClient',
    method: 'POST',
    path: path`/clients/verify`,
    body: params,
  })
}
