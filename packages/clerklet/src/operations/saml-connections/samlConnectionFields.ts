import type { Open } from '../../core/schema.ts'

/** The params of the identity provider that SAML and enterprise connections share. */
export interface SamlIdentityProviderFields {
  idp_entity_id?: string | null | undefined
  idp_sso_url?: string | null | undefined
  /** PEM. For several, use `idp_certificates`. */
  idp_certificate?: string | null | undefined
  /**
   * PEM, with one certificate in each entry. They replace all certificates that the connection trusts; the first is the primary
   * one.
   *
   * @experimental Known to the official SDK only.
   */
  idp_certificates?: readonly string[] | undefined
  idp_metadata_url?: string | null | undefined
  idp_metadata?: string | null | undefined
  /** The hint about the user that the identity provider gets at a sign-in. */
  login_hint?:
    | { mode: Open<'email_address' | 'custom_attribute' | 'off'>; source?: string | undefined }
    | null
    | undefined
}

/** The params that creating and updating a SAML connection share. */
export interface SamlConnectionFields extends SamlIdentityProviderFields {
  organization_id?: string | null | undefined
  attribute_mapping?:
    | {
        user_id?: string | undefined
        email_address?: string | undefined
        first_name?: string | undefined
        last_name?: string | undefined
      }
    | null
    | undefined
  force_authn?: boolean | undefined
}
