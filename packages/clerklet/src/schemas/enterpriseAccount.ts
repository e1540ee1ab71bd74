import * as v from 'valibot'
import { MetadataSchema, open, type Schema, tag } from '../core/schema.ts'
import { EnterpriseAccountConnectionSchema } from './enterpriseAccountConnection.ts'
import { VerificationSchema } from './verification.ts'

const schema = v.object({
  id: v.string(),
  object: tag<'enterprise_account'>(),
  protocol: v.optional(open<'oauth' | 'saml'>()),
  provider: v.string(),
  active: v.boolean(),
  email_address: v.string(),
  first_name: v.nullish(v.string()),
  last_name: v.nullish(v.string()),
  provider_user_id: v.nullish(v.string()),
  enterprise_connection_id: v.nullish(v.string()),
  public_metadata: v.nullish(MetadataSchema),
  verification: v.nullable(VerificationSchema),
  enterprise_connection: v.nullish(EnterpriseAccountConnectionSchema),
  /** Epoch milliseconds. */
  last_authenticated_at: v.nullish(v.number()),
})

/** An account of a user at the identity provider of a company. */
export interface EnterpriseAccount extends v.InferOutput<typeof schema> {}
export const EnterpriseAccountSchema: Schema<EnterpriseAccount> = schema
