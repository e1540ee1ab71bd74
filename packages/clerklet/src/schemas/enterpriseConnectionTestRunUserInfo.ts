import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  email_address: v.optional(v.string()),
  first_name: v.optional(v.string()),
  last_name: v.optional(v.string()),
  user_id: v.optional(v.string()),
})

/** What the identity provider sent about the user in a test run. */
export interface EnterpriseConnectionTestRunUserInfo extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionTestRunUserInfoSchema: Schema<EnterpriseConnectionTestRunUserInfo> =
  schema
