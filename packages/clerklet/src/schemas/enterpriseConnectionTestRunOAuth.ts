import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  id_token: v.optional(v.string()),
  access_token: v.optional(v.string()),
  user_info: v.optional(v.string()),
})

/** What was exchanged in a trial with OAuth. It holds tokens: keep them out of logs. */
export interface EnterpriseConnectionTestRunOAuth extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionTestRunOAuthSchema: Schema<EnterpriseConnectionTestRunOAuth> =
  schema
