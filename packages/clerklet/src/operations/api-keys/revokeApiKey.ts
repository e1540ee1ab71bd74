import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ApiKey, ApiKeySchema } from '../../schemas/apiKey.ts'

/** Params of {@link revokeApiKey}. */
export interface RevokeApiKeyParams {
  /** Why the key is revoked. Stored with the key. */
  revocation_reason?: string | null | undefined
}

/**
 * Revokes an API key. The record stays, marked as revoked.
 *
 * `POST /api_keys/{apiKeyID}/revoke` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await revokeApiKey(ctx, 'ak_0123', { revocation_reason: 'Leaked' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such key.
 */
export async function revokeApiKey(
  ctx: Context,
  apiKeyId: string,
  params?: RevokeApiKeyParams,
  options?: RequestOptions,
): Promise<ApiKey> {
  return request(ctx, ApiKeySchema, {
    ...options,
    operation: 'revokeApiKey',
    method: 'POST',
    path: path`/api_keys/${apiKeyId}/revoke`,
    body: params ?? {},
  })
}
