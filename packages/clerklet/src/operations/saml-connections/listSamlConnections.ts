import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type SamlConnection, SamlConnectionSchema } from '../../schemas/samlConnection.ts'

/** Params of {@link listSamlConnections}. */
export interface ListSamlConnectionsParams {
  /**
   * 1 to 500. Default: 10, or the number of values in `organization_id` when that is larger. `Infinity` requests the largest
   * page.
   */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
  /** Part of a name. */
  query?: string | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. */
  order_by?: Open<SamlConnectionOrder | `${'+' | '-'}${SamlConnectionOrder}`> | undefined
  /** Only connections of these organizations, at most 100 ids. A leading `-` excludes the connections of an organization. */
  organization_id?: readonly string[] | undefined
}

type SamlConnectionOrder =
  | 'phone_number'
  | 'email_address'
  | 'created_at'
  | 'first_name'
  | 'last_name'
  | 'username'

/**
 * Lists SAML connections.
 *
 * `GET /saml_connections` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API: use `listEnterpriseConnections`.
 *
 * @example
 * const { data } = await listSamlConnections(ctx)
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`, or a filter is an empty array.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listSamlConnections(
  ctx: Context,
  params?: ListSamlConnectionsParams,
  options?: RequestOptions,
): Promise<Page<SamlConnection>> {
  return request(ctx, pageOf(SamlConnectionSchema), {
    ...options,
    operation: 'listSamlConnections',
    method: 'GET',
    path: path`/saml_connections`,
    query: params,
    idFilters: ['organization_id'],
  })
}
