import type { Open } from '../../core/schema.ts'

/** What SAML and enterprise connections take of the identity provider alike. */
export interface SamlIdentityProviderFields {
  idp_entity_id?: string | null | undefined
  idp_sso_url?: string | null | undefined
  /** PEM. `idp_certificates` takes more than one. */
  idp_certificate?: string | null | undefined
  /**
   * PEM, one certificate an entry. They replace all certificates that the connection trusts; the first is the primary one.
   *
   * @experimental Known to the official SDK only.
   */
  idp_certificates?: readonly string[] | undefined
  idp_metadata_url?: string | null | undefined
  idp_metadata?: string | null | undefined
  /** What the identity provider is told about who signs in. */
  login_hint?:
    | { mode: Open<'email_address' | 'custom_attribute' | 'off'>; source?: string | undefined }
    | null
    | undefined
}

/** What creating and updating a SAML connection take alike. */
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
