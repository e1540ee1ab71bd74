import * as v from 'valibot'
import { MetadataSchema, open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'actor_token'>(),
  /** `act_…`. */
  id: v.string(),
  status: open<'pending' | 'accepted' | 'revoked'>(),
  /** `user_…`, the user who is impersonated. */
  user_id: v.string(),
  /** The impersonator: `sub` is the id, and the other claims are your own. */
  actor: v.nullable(MetadataSchema),
  /** The ticket. Only in the response of `createActorToken`. */
  token: v.nullish(v.string()),
  /** The URL of a page that signs the impersonator in as the user. */
  url: v.nullish(v.string()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A ticket that lets another person impersonate a user. */
export interface ActorToken extends v.InferOutput<typeof schema> {}
export const ActorTokenSchema: Schema<ActorToken> = schema
