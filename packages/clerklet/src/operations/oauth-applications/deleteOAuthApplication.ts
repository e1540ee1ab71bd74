import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes an OAuth application for good.
 *
 * `DELETE /oauth_applications/{oauth_application_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteOAuthApplication(ctx, 'oa_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such application.
 */
export async function deleteOAuthApplication(
  ctx: Context,
  oauthApplicationId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteOAuthApplication',
    method: 'DELETE',
    path: path`/oauth_applications/${oauthApplicationId}`,
  })
}
