import type { Open } from '../../core/schema.ts'

/** The params of a SAML identity provider, for SAML connections and enterprise connections. */
export interface SamlIdentityProviderFields {
  /** The entity id of the identity provider. */
  idp_entity_id?: string | null | undefined
  /** The single sign-on URL of the identity provider. */
  idp_sso_url?: string | null | undefined
  /** A certificate in PEM. For several certificates, use `idp_certificates`. */
  idp_certificate?: string | null | undefined
  /**
   * Certificates in PEM, one in each entry. They replace all certificates that the connection trusts. The first is the primary
   * certificate.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  idp_certificates?: readonly string[] | undefined
  /** The URL of the identity provider's metadata, which takes priority over the individual `idp_…` fields. */
  idp_metadata_url?: string | null | undefined
  /** The identity provider's metadata in XML, which takes priority over the individual `idp_…` fields. */
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
  /** `org_…`, the organization to which users of the connection are added. */
  organization_id?: string | null | undefined
  /** Maps fields of the user to the names of the identity provider's attributes. */
  attribute_mapping?:
    | {
        /** The attribute with the id of the user at the identity provider. */
        user_id?: string | undefined
        /** The attribute with the e-mail address. */
        email_address?: string | undefined
        /** The attribute with the first name. */
        first_name?: string | undefined
        /** The attribute with the last name. */
        last_name?: string | undefined
      }
    | null
    | undefined
  /** Whether the identity provider must authenticate the user again at each sign-in (`ForceAuthn`). */
  force_authn?: boolean | undefined
}
