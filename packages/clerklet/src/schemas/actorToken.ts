import * as v from 'valibot'
import { MetadataSchema, open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'actor_token'>(),
  /** `act_…`. */
  id: v.string(),
  status: open<'pending' | 'accepted' | 'revoked'>(),
  /** Who is impersonated. */
  user_id: v.string(),
  /** Who impersonates: `sub`, and claims of your own. */
  actor: v.nullable(MetadataSchema),
  /** The ticket. It comes when the token is created. */
  token: v.nullish(v.string()),
  /** A page that starts the session. */
  url: v.nullish(v.string()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A ticket that lets somebody act as a user. */
export interface ActorToken extends v.InferOutput<typeof schema> {}
export const ActorTokenSchema: Schema<ActorToken> = schema
