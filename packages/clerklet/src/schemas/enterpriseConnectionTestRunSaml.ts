import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  saml_request: v.optional(v.string()),
  saml_response: v.optional(v.string()),
  relay_state: v.optional(v.string()),
})

/** The SAML messages that a test run sent and received. */
export interface EnterpriseConnectionTestRunSaml extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionTestRunSamlSchema: Schema<EnterpriseConnectionTestRunSaml> = schema
