import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { CustomAttributeSchema } from './customAttribute.ts'
import { EnterpriseConnectionOAuthSchema } from './enterpriseConnectionOAuth.ts'
import { EnterpriseConnectionSamlSchema } from './enterpriseConnectionSaml.ts'

const schema = v.object({
  object: tag<'enterprise_connection'>(),
  /** `entconn_…`. */
  id: v.string(),
  name: v.string(),
  provider: v.string(),
  logo_public_url: v.nullish(v.string()),
  active: v.boolean(),
  domains: v.array(v.string()),
  organization_id: v.nullish(v.string()),
  sync_user_attributes: v.optional(v.boolean()),
  disable_additional_identifications: v.optional(v.boolean()),
  allow_organization_account_linking: v.optional(v.boolean()),
  custom_attributes: v.optional(v.array(CustomAttributeSchema)),
  saml_connection: v.nullish(EnterpriseConnectionSamlSchema),
  oauth_config: v.nullish(EnterpriseConnectionOAuthSchema),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A connection to the identity provider of a company. */
export interface EnterpriseConnection extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionSchema: Schema<EnterpriseConnection> = schema
