import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Removes a satellite domain. The primary domain cannot be removed.
 *
 * `DELETE /domains/{domain_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteDomain(ctx, 'dmn_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such domain.
 * @throws {ClerkApiError} 403 for the primary domain.
 */
export async function deleteDomain(
  ctx: Context,
  domainId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteDomain',
    method: 'DELETE',
    path: path`/domains/${domainId}`,
  })
}
