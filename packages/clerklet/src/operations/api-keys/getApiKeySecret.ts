import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ApiKeySecret, ApiKeySecretSchema } from '../../schemas/apiKeySecret.ts'

/**
 * Retrieves the secret of an API key.
 *
 * `GET /api_keys/{apiKeyID}/secret` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { secret } = await getApiKeySecret(ctx, 'ak_0123')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such key.
 */
export async function getApiKeySecret(
  ctx: Context,
  apiKeyId: string,
  options?: RequestOptions,
): Promise<ApiKeySecret> {
  return request(ctx, ApiKeySecretSchema, {
    ...options,
    operation: 'getApiKeySecret',
    method: 'GET',
    path: path`/api_keys/${apiKeyId}/secret`,
  })
}
