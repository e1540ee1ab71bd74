import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'
import { EnterpriseConnectionTestRunLogSchema } from './enterpriseConnectionTestRunLog.ts'
import { EnterpriseConnectionTestRunOAuthSchema } from './enterpriseConnectionTestRunOAuth.ts'
import { EnterpriseConnectionTestRunSamlSchema } from './enterpriseConnectionTestRunSaml.ts'
import { EnterpriseConnectionTestRunUserInfoSchema } from './enterpriseConnectionTestRunUserInfo.ts'

const schema = v.object({
  id: v.string(),
  status: open<'pending' | 'success' | 'failed'>(),
  connection_type: open<'saml' | 'oauth'>(),
  parsed_user_info: v.nullish(EnterpriseConnectionTestRunUserInfoSchema),
  logs: v.optional(v.array(EnterpriseConnectionTestRunLogSchema)),
  saml: v.nullish(EnterpriseConnectionTestRunSamlSchema),
  /** Contains tokens, which must not be logged. */
  oauth: v.nullish(EnterpriseConnectionTestRunOAuthSchema),
  /** Epoch milliseconds. */
  created_at: v.number(),
})

/** A test run of an enterprise connection. */
export interface EnterpriseConnectionTestRun extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionTestRunSchema: Schema<EnterpriseConnectionTestRun> = schema
