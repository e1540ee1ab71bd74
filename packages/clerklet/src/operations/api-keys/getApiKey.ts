import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ApiKey, ApiKeySchema } from '../../schemas/apiKey.ts'

/**
 * Retrieves an API key, without its secret.
 *
 * `GET /api_keys/{apiKeyID}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { scopes } = await getApiKey(ctx, 'ak_0123')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such key.
 */
export async function getApiKey(
  ctx: Context,
  apiKeyId: string,
  options?: RequestOptions,
): Promise<ApiKey> {
  return request(ctx, ApiKeySchema, {
    ...options,
    operation: 'getApiKey',
    method: 'GET',
    path: path`/api_keys/${apiKeyId}`,
  })
}
