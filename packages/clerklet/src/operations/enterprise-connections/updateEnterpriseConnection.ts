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
  /** The display name of the connection. */
  name?: string | null | undefined
  /** Replaces all domains of the connection. An empty array changes nothing. */
  domains?: readonly string[] | null | undefined
  /** Whether to sync user attributes on sign-in. */
  sync_user_attributes?: boolean | null | undefined
  /** Whether additional identifications of the user are disabled. */
  disable_additional_identifications?: boolean | null | undefined
  /** The SAML settings. Applied only when the connection uses SAML. */
  saml?: UpdateEnterpriseConnectionSaml | null | undefined
  /** The OIDC settings. Applied only when the connection uses OIDC. */
  oidc?: UpdateEnterpriseConnectionOidc | null | undefined
  /** Attributes of the identity provider that are copied to the user. Requires the custom attributes feature. */
  custom_attributes?: readonly UpdateEnterpriseConnectionAttribute[] | null | undefined
  /**
   * The identity provider, such as `saml_okta`.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  provider?: string | undefined
}

/** The `saml` params of {@link updateEnterpriseConnection}. */
export interface UpdateEnterpriseConnectionSaml extends EnterpriseConnectionSamlFields {
  /** The display name of the SAML connection. */
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
