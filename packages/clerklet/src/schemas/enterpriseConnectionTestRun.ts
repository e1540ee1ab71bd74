import * as v from 'valibot'
import { open, type Schema } from '../schema.ts'

const schema = v.object({
  id: v.string(),
  status: open<'pending' | 'success' | 'failed'>(),
  connection_type: open<'saml' | 'oauth'>(),
  parsed_user_info: v.nullish(
    v.object({
      email_address: v.optional(v.string()),
      first_name: v.optional(v.string()),
      last_name: v.optional(v.string()),
      user_id: v.optional(v.string()),
    }),
  ),
  logs: v.optional(
    v.array(
      v.object({
        level: v.string(),
        code: v.optional(v.string()),
        short_message: v.optional(v.string()),
        message: v.string(),
      }),
    ),
  ),
  saml: v.nullish(
    v.object({
      saml_request: v.optional(v.string()),
      saml_response: v.optional(v.string()),
      relay_state: v.optional(v.string()),
    }),
  ),
  /** Holds tokens: keep them out of logs. */
  oauth: v.nullish(
    v.object({
      id_token: v.optional(v.string()),
      access_token: v.optional(v.string()),
      user_info: v.optional(v.string()),
    }),
  ),
  /** Epoch milliseconds. */
  created_at: v.number(),
})

/** A trial of an enterprise connection. */
export interface EnterpriseConnectionTestRun extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionTestRunSchema: Schema<EnterpriseConnectionTestRun> = schema
