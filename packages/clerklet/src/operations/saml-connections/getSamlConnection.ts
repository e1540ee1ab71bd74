import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type SamlConnection, SamlConnectionSchema } from '../../schemas/samlConnection.ts'

/**
 * Retrieves a SAML connection.
 *
 * `GET /saml_connections/{saml_connection_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API: use `getEnterpriseConnection`.
 *
 * @example
 * const connection = await getSamlConnection(ctx, 'samlc_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such connection.
 */
export async function getSamlConnection(
  ctx: Context,
  samlConnectionId: string,
  options?: RequestOptions,
): Promise<SamlConnection> {
  return request(ctx, SamlConnectionSchema, {
    ...options,
    operation: 'getSamlConnection',
    method: 'GET',
    path: path`/saml_connections/${samlConnectionId}`,
  })
}
