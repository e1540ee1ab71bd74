import type { SamlIdentityProviderFields } from '../saml-connections/samlConnectionFields.ts'

/** The params that `createEnterpriseConnection` and `updateEnterpriseConnection` share. */
export interface EnterpriseConnectionFields {
  organization_id?: string | null | undefined
  allow_organization_account_linking?: boolean | null | undefined
  active?: boolean | null | undefined
  /** @experimental Known to the official SDK only. */
  authenticatable?: boolean | undefined
  /** @experimental Known to the official SDK only. */
  disable_jit_provisioning?: boolean | undefined
}

/** The `saml` params of an enterprise connection. */
export interface EnterpriseConnectionSamlFields extends SamlIdentityProviderFields {
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
}

/** The `oidc` params of an enterprise connection. */
export interface EnterpriseConnectionOidcFields {
  client_id?: string | null | undefined
  client_secret?: string | null | undefined
  discovery_url?: string | null | undefined
  auth_url?: string | null | undefined
  token_url?: string | null | undefined
  user_info_url?: string | null | undefined
  requires_pkce?: boolean | null | undefined
}

/** A custom attribute of an enterprise connection. */
export interface EnterpriseConnectionAttributeFields {
  name: string
  key: string
  sso_path?: string | undefined
  scim_path?: string | undefined
  directory_path?: string | undefined
  multi_valued?: boolean | undefined
}
