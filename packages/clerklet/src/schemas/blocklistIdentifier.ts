import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: v.optional(tag<'blocklist_identifier'>()),
  id: v.string(),
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

/** An identifier on the block-list. While the block-list is enabled, users cannot sign up or, by default, sign in with it. */
export interface BlocklistIdentifier extends v.InferOutput<typeof schema> {}
export const BlocklistIdentifierSchema: Schema<BlocklistIdentifier> = schema
