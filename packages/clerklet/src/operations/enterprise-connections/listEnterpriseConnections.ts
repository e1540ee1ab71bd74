import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type EnterpriseConnection,
  EnterpriseConnectionSchema,
} from '../../schemas/enterpriseConnection.ts'

/** Params of {@link listEnterpriseConnections}. */
export interface ListEnterpriseConnectionsParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
  /** Lists only connections of this organization, `org_…`. */
  organization_id?: string | undefined
  /** Lists only active connections when `true`, and only inactive connections when `false`. Default: both. */
  active?: boolean | undefined
}

/**
 * Lists the enterprise connections of the instance.
 *
 * `GET /enterprise_connections` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listEnterpriseConnections(ctx, { organization_id: 'org_2abc' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listEnterpriseConnections(
  ctx: Context,
  params?: ListEnterpriseConnectionsParams,
  options?: RequestOptions,
): Promise<Page<EnterpriseConnection>> {
  return request(ctx, pageOf(EnterpriseConnectionSchema), {
    ...options,
    operation: 'listEnterpriseConnections',
    method: 'GET',
    path: path`/enterprise_connections`,
    query: params,
  })
}
