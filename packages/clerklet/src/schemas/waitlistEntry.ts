import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { InvitationSchema } from './invitation.ts'

const schema = v.object({
  object: tag<'waitlist_entry'>(),
  id: v.string(),
  email_address: v.string(),
  status: open<'pending' | 'invited' | 'rejected' | 'completed'>(),
  /** Whether the entry is locked: a batch action is processing it, and other actions are unavailable. */
  is_locked: v.optional(v.boolean()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  /** The invitation that was sent for the entry. */
  invitation: v.nullish(InvitationSchema),
})

/** An entry of the waitlist. */
export interface WaitlistEntry extends v.InferOutput<typeof schema> {}
export const WaitlistEntrySchema: Schema<WaitlistEntry> = schema
