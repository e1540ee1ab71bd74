import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import {
  type EnterpriseConnection,
  EnterpriseConnectionSchema,
} from '../../schemas/enterpriseConnection.ts'

/** What {@link createEnterpriseConnection} takes. */
export interface CreateEnterpriseConnectionParams {
  name: string
  provider: Open<
    | 'saml_custom'
    | 'saml_okta'
    | 'saml_google'
    | 'saml_microsoft'
    | 'oidc_custom'
    | 'oidc_github_enterprise'
    | 'oidc_gitlab'
  >
  /** At least one. */
  domains: string[]
  organization_id?: string | null | undefined
  allow_organization_account_linking?: boolean | null | undefined
  active?: boolean | null | undefined
  saml?: CreateEnterpriseConnectionSaml | null | undefined
  oidc?: CreateEnterpriseConnectionOidc | null | undefined
  custom_attributes?: CreateEnterpriseConnectionAttribute[] | undefined
  /** @experimental Known to the official SDK only. */
  authenticatable?: boolean | undefined
  /** @experimental Known to the official SDK only. */
  disable_jit_provisioning?: boolean | undefined
  /** @experimental Known to the official SDK only. */
  sync_user_attributes?: boolean | undefined
}

/** The SAML side of {@link createEnterpriseConnection}. */
export interface CreateEnterpriseConnectionSaml {
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

/** The OpenID Connect side of {@link createEnterpriseConnection}. */
export interface CreateEnterpriseConnectionOidc {
  client_id?: string | null | undefined
  client_secret?: string | null | undefined
  discovery_url?: string | null | undefined
  auth_url?: string | null | undefined
  token_url?: string | null | undefined
  user_info_url?: string | null | undefined
  requires_pkce?: boolean | null | undefined
}

/** A custom attribute of {@link createEnterpriseConnection}. */
export interface CreateEnterpriseConnectionAttribute {
  name: string
  key: string
  sso_path?: string | undefined
  scim_path?: string | undefined
  directory_path?: string | undefined
  multi_valued?: boolean | undefined
}

/**
 * Creates a connection to the identity provider of a company.
 *
 * `POST /enterprise_connections` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const connection = await createEnterpriseConnection(ctx, {
 *   name: 'Example',
 *   provider: 'saml_okta',
 *   domains: ['example.com'],
 * })
 *
 * @throws {ClerkApiError} 402 when the plan does not have it.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createEnterpriseConnection(
  ctx: Context,
  params: CreateEnterpriseConnectionParams,
  options?: RequestOptions,
): Promise<EnterpriseConnection> {
  return request(ctx, EnterpriseConnectionSchema, {
    ...options,
    operation: 'createEnterpriseConnection',
    method: 'POST',
    path: path`/enterprise_connections`,
    body: params,
  })
}
