import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { IdentificationLinkSchema } from './identificationLink.ts'
import { VerificationSchema } from './verification.ts'

const schema = v.object({
  /** `idn_…`. */
  id: v.string(),
  object: tag<'email_address'>(),
  email_address: v.string(),
  /** Whether the address is reserved: it is unverified, but no other user can add it. */
  reserved: v.boolean(),
  verification: v.nullable(VerificationSchema),
  linked_to: v.array(IdentificationLinkSchema),
  matches_sso_connection: v.optional(v.boolean()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** An e-mail address of a user. */
export interface EmailAddress extends v.InferOutput<typeof schema> {}
export const EmailAddressSchema: Schema<EmailAddress> = schema
