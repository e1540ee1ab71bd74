import * as v from 'valibot'
import { MetadataSchema, type Schema, tag } from '../core/schema.ts'
import { SamlAccountConnectionSchema } from './samlAccountConnection.ts'
import { VerificationSchema } from './verification.ts'

const schema = v.object({
  id: v.string(),
  object: tag<'saml_account'>(),
  provider: v.string(),
  active: v.boolean(),
  email_address: v.string(),
  first_name: v.nullish(v.string()),
  last_name: v.nullish(v.string()),
  provider_user_id: v.nullish(v.string()),
  /** Epoch milliseconds. */
  last_authenticated_at: v.nullish(v.number()),
  public_metadata: v.nullish(MetadataSchema),
  verification: v.nullable(VerificationSchema),
  saml_connection: v.nullish(SamlAccountConnectionSchema),
})

/** An account at a SAML identity provider. Superseded by `EnterpriseAccount`. */
export interface SamlAccount extends v.InferOutput<typeof schema> {}
export const SamlAccountSchema: Schema<SamlAccount> = schema
