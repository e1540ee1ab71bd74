import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedApiKey, DeletedApiKeySchema } from '../../schemas/deletedApiKey.ts'

/**
 * Deletes an API key for good. {@link revokeApiKey} disables a key and keeps the record.
 *
 * `DELETE /api_keys/{apiKeyID}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteApiKey(ctx, 'ak_0123')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such key.
 */
export async function deleteApiKey(
  ctx: Context,
  apiKeyId: string,
  options?: RequestOptions,
): Promise<DeletedApiKey> {
  return request(ctx, DeletedApiKeySchema, {
    ...options,
    operation: 'deleteApiKey',
    method: 'DELETE',
    path: path`/api_keys/${apiKeyId}`,
  })
}
