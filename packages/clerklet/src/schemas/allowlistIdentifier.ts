import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: v.optional(tag<'allowlist_identifier'>()),
  id: v.string(),
  /** `inv_…`, the invitation that was sent to the identifier, if any. */
  invitation_id: v.optional(v.string()),
  /** An e-mail address, a phone number or a web3 wallet. `*@example.com` stands for a whole domain. */
  identifier: v.optional(v.string()),
  identifier_type: v.optional(open<'email_address' | 'phone_number' | 'web3_wallet'>()),
  /** `ins_…`. */
  instance_id: v.optional(v.string()),
  /** Epoch milliseconds. */
  created_at: v.optional(v.number()),
  /** Epoch milliseconds. */
  updated_at: v.optional(v.number()),
})

/** An identifier that may sign up while sign-ups are restricted to the allow-list. */
export interface AllowlistIdentifier extends v.InferOutput<typeof schema> {}
export const AllowlistIdentifierSchema: Schema<AllowlistIdentifier> = schema
