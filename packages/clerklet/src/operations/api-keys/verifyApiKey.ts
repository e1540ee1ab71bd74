import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ApiKey, ApiKeySchema } from '../../schemas/apiKey.ts'

/** Params of {@link verifyApiKey}. */
export interface VerifyApiKeyParams {
  /** The secret that the caller has sent. */
  secret: string
}

/**
 * Verifies an API key that a caller has sent, with a request to the API.
 *
 * The API may also return a revoked or expired key: check `revoked` and `expired`. `authenticateRequest` of `clerklet/verify`
 * checks both.
 *
 * `POST /api_keys/verify` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const key = await verifyApiKey(ctx, { secret: 'ak_0123' })
 * if (key.revoked || key.expired) throw new Error('Not allowed')
 * console.log(key.subject, key.scopes)
 *
 * @throws {ClerkApiError} 404 when there is no such key.
 */
export async function verifyApiKey(
  ctx: Context,
  params: VerifyApiKeyParams,
  options?: RequestOptions,
): Promise<ApiKey> {
  return request(ctx, ApiKeySchema, {
    ...options,
    operation: 'verifyApiKey',
    method: 'POST',
    path: path`/api_keys/verify`,
    body: params,
  })
}
