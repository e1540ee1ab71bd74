import type { MetadataInput } from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ApiKey, ApiKeySchema } from '../../schemas/apiKey.ts'

/** Params of {@link updateApiKey}. */
export interface UpdateApiKeyParams {
  /** Any object: your API decides its meaning. */
  claims?: MetadataInput | null | undefined
  /** The new scopes of the key. Your API decides their meaning. */
  scopes?: readonly string[] | undefined
  /** At most 255 characters. */
  description?: string | null | undefined
  /** The owner of the key: `user_…`, `org_…`, `mch_…` or `scim_…`. */
  subject?: string | undefined
  /** Seconds until the key expires, more than 0. */
  seconds_until_expiration?: number | null | undefined
}

/**
 * Changes an API key. Omitted fields are unchanged.
 *
 * `PATCH /api_keys/{apiKeyID}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateApiKey(ctx, 'ak_0123', { scopes: ['builds:read', 'builds:write'] })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such key.
 * @throws {ClerkApiError} 400 when a field is refused.
 */
export async function updateApiKey(
  ctx: Context,
  apiKeyId: string,
  params: UpdateApiKeyParams,
  options?: RequestOptions,
): Promise<ApiKey> {
  return request(ctx, ApiKeySchema, {
    ...options,
    operation: 'updateApiKey',
    method: 'PATCH',
    path: path`/api_keys/${apiKeyId}`,
    body: params,
  })
}
