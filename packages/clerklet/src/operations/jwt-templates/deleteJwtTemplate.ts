import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a JWT template. Tokens that were created from it stay valid until they expire.
 *
 * `DELETE /jwt_templates/{template_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteJwtTemplate(ctx, 'jtmp_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such template.
 * @throws {ClerkApiError} 403 when the template may not be deleted.
 */
export async function deleteJwtTemplate(
  ctx: Context,
  templateId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteJwtTemplate',
    method: 'DELETE',
    path: path`/jwt_templates/${templateId}`,
  })
}
