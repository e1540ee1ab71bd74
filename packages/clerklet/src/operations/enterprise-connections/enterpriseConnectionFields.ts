import type { SamlIdentityProviderFields } from '../saml-connections/samlConnectionFields.ts'

/** The params that `createEnterpriseConnection` and `updateEnterpriseConnection` share. */
export interface EnterpriseConnectionFields {
  /** The organization to link, `org_…`. A link can be changed, but not removed. */
  organization_id?: string | null | undefined
  /** Whether members of the organization can link their account to their identity at the provider. */
  allow_organization_account_linking?: boolean | null | undefined
  /** Whether the connection is active. Setting `true` may delete verified organization domains that match its `domains`. */
  active?: boolean | null | undefined
  /**
   * Whether users can sign in and sign up with the connection.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  authenticatable?: boolean | undefined
  /**
   * Whether just-in-time provisioning of users is off.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  disable_jit_provisioning?: boolean | undefined
}

/** The `saml` params of an enterprise connection. */
export interface EnterpriseConnectionSamlFields extends SamlIdentityProviderFields {
  /** The SAML attributes from which the fields of the user are read. */
  attribute_mapping?:
    | {
        user_id?: string | null | undefined
        email_address?: string | null | undefined
        first_name?: string | null | undefined
        last_name?: string | null | undefined
      }
    | null
    | undefined
  /** Whether users with an e-mail address on a subdomain of the connection's domains can use the connection. */
  allow_subdomains?: boolean | null | undefined
  /** Whether a sign-in can start at the identity provider. */
  allow_idp_initiated?: boolean | null | undefined
  /** Whether the identity provider must authenticate the user anew at each sign-in. */
  force_authn?: boolean | null | undefined
}

/** The `oidc` params of an enterprise connection. */
export interface EnterpriseConnectionOidcFields {
  /** The OAuth client id at the identity provider. */
  client_id?: string | null | undefined
  /** The OAuth client secret. A public client has no secret and requires PKCE. */
  client_secret?: string | null | undefined
  /** The URL of the OpenID Connect discovery document. */
  discovery_url?: string | null | undefined
  /** The URL of the authorization endpoint. */
  auth_url?: string | null | undefined
  /** The URL of the token endpoint. */
  token_url?: string | null | undefined
  /** The URL of the userinfo endpoint. */
  user_info_url?: string | null | undefined
  /** Whether PKCE is required. Must be `true` for a client without a secret. */
  requires_pkce?: boolean | null | undefined
}

/** A custom attribute of an enterprise connection. */
export interface EnterpriseConnectionAttributeFields {
  /** The display name of the attribute. */
  name: string
  /** The key in the metadata of the user: `A-Z a-z 0-9 _ -`, without a leading `_`. */
  key: string
  /** The path of the value in the SSO claims. */
  sso_path?: string | undefined
  /** The older name of `directory_path`. When both are set, they must be equal. */
  scim_path?: string | undefined
  /** The GJSON path of the value in the SCIM user. */
  directory_path?: string | undefined
  /** Whether `public_metadata` stores an array of values. Default: `false`. */
  multi_valued?: boolean | undefined
}
