import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  id_token: v.optional(v.string()),
  access_token: v.optional(v.string()),
  user_info: v.optional(v.string()),
})

/** The tokens and the user information that a test run with OAuth received. Do not log the tokens. */
export interface EnterpriseConnectionTestRunOAuth extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionTestRunOAuthSchema: Schema<EnterpriseConnectionTestRunOAuth> =
  schema
