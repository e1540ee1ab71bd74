import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ApiKey, ApiKeySchema } from '../../schemas/apiKey.ts'

/** What {@link verifyApiKey} takes. */
export interface VerifyApiKeyParams {
  /** What the caller has sent. */
  secret: string
}

/**
 * Asks the API about an API key that a caller has presented.
 *
 * A key that is revoked or expired may be answered, too: check both. `authenticateRequest` of `clerklet/verify` does so.
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
