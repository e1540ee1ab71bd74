import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'sign_in_token'>(),
  /** `sit_…`. */
  id: v.string(),
  status: open<'pending' | 'accepted' | 'revoked'>(),
  /** `user_…`. */
  user_id: v.string(),
  /** The ticket. Only in the response of `createSignInToken`. */
  token: v.optional(v.string()),
  /** The URL of a page that signs the user in. */
  url: v.nullish(v.string()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A ticket that signs a user in once. */
export interface SignInToken extends v.InferOutput<typeof schema> {}
export const SignInTokenSchema: Schema<SignInToken> = schema
