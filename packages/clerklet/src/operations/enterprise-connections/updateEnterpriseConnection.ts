import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type EnterpriseConnection,
  EnterpriseConnectionSchema,
} from '../../schemas/enterpriseConnection.ts'
import type {
  EnterpriseConnectionAttributeFields,
  EnterpriseConnectionFields,
  EnterpriseConnectionOidcFields,
  EnterpriseConnectionSamlFields,
} from './enterpriseConnectionFields.ts'

/** Params of {@link updateEnterpriseConnection}. */
export interface UpdateEnterpriseConnectionParams extends EnterpriseConnectionFields {
  name?: string | null | undefined
  domains?: readonly string[] | null | undefined
  sync_user_attributes?: boolean | null | undefined
  disable_additional_identifications?: boolean | null | undefined
  saml?: UpdateEnterpriseConnectionSaml | null | undefined
  oidc?: UpdateEnterpriseConnectionOidc | null | undefined
  custom_attributes?: readonly UpdateEnterpriseConnectionAttribute[] | null | undefined
  /** @experimental Known to the official SDK only. */
  provider?: string | undefined
}

/** The `saml` params of {@link updateEnterpriseConnection}. */
export interface UpdateEnterpriseConnectionSaml extends EnterpriseConnectionSamlFields {
  name?: string | null | undefined
}

/** The `oidc` params of {@link updateEnterpriseConnection}. */
export interface UpdateEnterpriseConnectionOidc extends EnterpriseConnectionOidcFields {}

/** A custom attribute of {@link updateEnterpriseConnection}. */
export interface UpdateEnterpriseConnectionAttribute extends EnterpriseConnectionAttributeFields {}

/**
 * Changes an enterprise connection. Omitted fields are unchanged.
 *
 * `PATCH /enterprise_connections/{enterprise_connection_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateEnterpriseConnection(ctx, 'entconn_2abc', { active: true })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such connection.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateEnterpriseConnection(
  ctx: Context,
  enterpriseConnectionId: string,
  params: UpdateEnterpriseConnectionParams,
  options?: RequestOptions,
): Promise<EnterpriseConnection> {
  return request(ctx, EnterpriseConnectionSchema, {
    ...options,
    operation: 'updateEnterpriseConnection',
    method: 'PATCH',
    path: path`/enterprise_connections/${enterpriseConnectionId}`,
    body: params,
  })
}
