import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import {
  type EnterpriseConnection,
  EnterpriseConnectionSchema,
} from '../../schemas/enterpriseConnection.ts'

/** What {@link updateEnterpriseConnection} takes. */
export interface UpdateEnterpriseConnectionParams {
  name?: string | null | undefined
  domains?: string[] | null | undefined
  active?: boolean | null | undefined
  sync_user_attributes?: boolean | null | undefined
  disable_additional_identifications?: boolean | null | undefined
  allow_organization_account_linking?: boolean | null | undefined
  organization_id?: string | null | undefined
  saml?: UpdateEnterpriseConnectionSaml | null | undefined
  oidc?: UpdateEnterpriseConnectionOidc | null | undefined
  custom_attributes?: UpdateEnterpriseConnectionAttribute[] | null | undefined
  /** @experimental Known to the official SDK only. */
  authenticatable?: boolean | undefined
  /** @experimental Known to the official SDK only. */
  disable_jit_provisioning?: boolean | undefined
  /** @experimental Known to the official SDK only. */
  provider?: string | undefined
}

/** The SAML side of {@link updateEnterpriseConnection}. */
export interface UpdateEnterpriseConnectionSaml {
  name?: string | null | undefined
  idp_entity_id?: string | null | undefined
  idp_sso_url?: string | null | undefined
  idp_certificate?: string | null | undefined
  idp_metadata_url?: string | null | undefined
  idp_metadata?: string | null | undefined
  attribute_mapping?:
    | {
        user_id?: string | null | undefined
        email_address?: string | null | undefined
        first_name?: string | null | undefined
        last_name?: string | null | undefined
      }
    | null
    | undefined
  allow_subdomains?: boolean | null | undefined
  allow_idp_initiated?: boolean | null | undefined
  force_authn?: boolean | null | undefined
  /** What the identity provider is told about who signs in. */
  login_hint?:
    | { mode: Open<'email_address' | 'custom_attribute' | 'off'>; source?: string | undefined }
    | null
    | undefined
  /** @experimental Known to the official SDK only. */
  idp_certificates?: string[] | undefined
}

/** The OpenID Connect side of {@link updateEnterpriseConnection}. */
export interface UpdateEnterpriseConnectionOidc {
  client_id?: string | null | undefined
  client_secret?: string | null | undefined
  discovery_url?: string | null | undefined
  auth_url?: string | null | undefined
  token_url?: string | null | undefined
  user_info_url?: string | null | undefined
  requires_pkce?: boolean | null | undefined
}

/** A custom attribute of {@link updateEnterpriseConnection}. */
export interface UpdateEnterpriseConnectionAttribute {
  name: string
  key: string
  sso_path?: string | undefined
  scim_path?: string | undefined
  directory_path?: string | undefined
  multi_valued?: boolean | undefined
}

/**
 * Changes what is given and leaves the rest.
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
