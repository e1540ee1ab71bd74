import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { SamlAttributeMappingSchema } from './samlAttributeMapping.ts'
import { SamlIdpCertificateSchema } from './samlIdpCertificate.ts'
import { SamlLoginHintSchema } from './samlLoginHint.ts'

const schema = v.object({
  object: tag<'saml_connection'>(),
  /** `samlc_…`. */
  id: v.string(),
  name: v.string(),
  /** @deprecated Use `domains`. */
  domain: v.optional(v.string()),
  domains: v.optional(v.array(v.string())),
  idp_entity_id: v.nullable(v.string()),
  idp_sso_url: v.nullable(v.string()),
  idp_certificate: v.nullable(v.string()),
  /** Epoch milliseconds. */
  idp_certificate_issued_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  idp_certificate_expires_at: v.nullable(v.number()),
  /**
   * All certificates that the connection trusts. The first is also `idp_certificate`.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  idp_certificates: v.optional(v.array(SamlIdpCertificateSchema)),
  idp_metadata_url: v.nullish(v.string()),
  idp_metadata: v.nullish(v.string()),
  acs_url: v.string(),
  sp_entity_id: v.string(),
  sp_metadata_url: v.string(),
  organization_id: v.nullish(v.string()),
  attribute_mapping: v.optional(SamlAttributeMappingSchema),
  active: v.boolean(),
  provider: v.string(),
  user_count: v.number(),
  sync_user_attributes: v.boolean(),
  allow_subdomains: v.boolean(),
  allow_idp_initiated: v.boolean(),
  disable_additional_identifications: v.boolean(),
  allow_organization_account_linking: v.boolean(),
  force_authn: v.boolean(),
  login_hint: SamlLoginHintSchema,
  enterprise_connection_id: v.nullish(v.string()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A connection to a SAML identity provider. */
export interface SamlConnection extends v.InferOutput<typeof schema> {}
export const SamlConnectionSchema: Schema<SamlConnection> = schema
