import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'testing_token'>(),
  /** The value of `__clerk_testing_token` in the query of requests to the Frontend API. */
  token: v.string(),
  /** The time of expiry. The specification does not state the unit; its example is in seconds. */
  expires_at: v.number(),
})

/** A token that lets automated tests pass the bot protection. */
export interface TestingToken extends v.InferOutput<typeof schema> {}
export const TestingTokenSchema: Schema<TestingToken> = schema
