import type { Open } from '../../core/schema.ts'

/** The params of a SAML identity provider, for SAML connections and enterprise connections. */
export interface SamlIdentityProviderFields {
  idp_entity_id?: string | null | undefined
  idp_sso_url?: string | null | undefined
  /** A certificate in PEM. For several certificates, use `idp_certificates`. */
  idp_certificate?: string | null | undefined
  /**
   * Certificates in PEM, one in each entry. They replace all certificates that the connection trusts. The first is the primary
   * certificate.
   *
   * @experimental Known to the official SDK only.
   */
  idp_certificates?: readonly string[] | undefined
  idp_metadata_url?: string | null | undefined
  idp_metadata?: string | null | undefined
  /**
   * The `login_hint` that the identity provider gets at a sign-in. For `custom_attribute`, `source` is a key of the public
   * metadata.
   */
  login_hint?:
    | { mode: Open<'email_address' | 'custom_attribute' | 'off'>; source?: string | undefined }
    | null
    | undefined
}

/** The params that `createSamlConnection` and `updateSamlConnection` share. */
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
