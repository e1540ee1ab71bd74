import * as v from 'valibot'
import type { UserPublicMetadata } from '../core/applicationTypes.ts'
import { metadataOf, open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'invitation'>(),
  /** `inv_…`. */
  id: v.string(),
  email_address: v.string(),
  /** The public metadata of the user who accepts the invitation. */
  public_metadata: v.nullish(metadataOf<UserPublicMetadata>()),
  revoked: v.optional(v.boolean()),
  status: open<'pending' | 'accepted' | 'revoked' | 'expired'>(),
  /** The link with which the invited person accepts the invitation. */
  url: v.optional(v.string()),
  /** Epoch milliseconds. */
  expires_at: v.nullish(v.number()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** An invitation to sign up. */
export interface Invitation extends v.InferOutput<typeof schema> {}
export const InvitationSchema: Schema<Invitation> = schema
