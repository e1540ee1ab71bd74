import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a redirect URL: native applications may no longer use it.
 *
 * `DELETE /redirect_urls/{id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteRedirectUrl(ctx, 'ru_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such redirect URL.
 */
export async function deleteRedirectUrl(
  ctx: Context,
  redirectUrlId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteRedirectUrl',
    method: 'DELETE',
    path: path`/redirect_urls/${redirectUrlId}`,
  })
}
