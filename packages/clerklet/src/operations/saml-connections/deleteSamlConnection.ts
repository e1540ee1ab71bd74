import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type DeletedObject, DeletedObjectSchema } from '../../schemas/deletedObject.ts'

/**
 * Deletes a SAML connection.
 *
 * `DELETE /saml_connections/{saml_connection_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API: use `deleteEnterpriseConnection`.
 *
 * @example
 * await deleteSamlConnection(ctx, 'samlc_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such connection.
 */
export async function deleteSamlConnection(
  ctx: Context,
  samlConnectionId: string,
  options?: RequestOptions,
): Promise<DeletedObject> {
  return request(ctx, DeletedObjectSchema, {
    ...options,
    operation: 'deleteSamlConnection',
    method: 'DELETE',
    path: path`/saml_connections/${samlConnectionId}`,
  })
}
