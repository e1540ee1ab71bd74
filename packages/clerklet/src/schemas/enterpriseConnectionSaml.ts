import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { SamlIdpCertificateSchema } from './samlIdpCertificate.ts'
import { SamlLoginHintSchema } from './samlLoginHint.ts'

const schema = v.object({
  id: v.string(),
  name: v.optional(v.string()),
  idp_entity_id: v.nullish(v.string()),
  idp_sso_url: v.nullish(v.string()),
  /**
   * All certificates that the connection trusts. The first is the primary certificate.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  idp_certificates: v.optional(v.array(SamlIdpCertificateSchema)),
  idp_metadata_url: v.nullish(v.string()),
  acs_url: v.nullish(v.string()),
  sp_entity_id: v.nullish(v.string()),
  sp_metadata_url: v.nullish(v.string()),
  active: v.optional(v.boolean()),
  allow_idp_initiated: v.optional(v.boolean()),
  allow_subdomains: v.optional(v.boolean()),
  force_authn: v.optional(v.boolean()),
  login_hint: v.optional(SamlLoginHintSchema),
})

/** The `saml_connection` field of an enterprise connection. */
export interface EnterpriseConnectionSaml extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionSamlSchema: Schema<EnterpriseConnectionSaml> = schema
