import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'token'>(),
  /** The token, which `verifyToken` of `clerklet/verify` verifies. */
  jwt: v.string(),
})

/** A new token of a session. */
export interface SessionToken extends v.InferOutput<typeof schema> {}
export const SessionTokenSchema: Schema<SessionToken> = schema
