import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  level: v.string(),
  code: v.optional(v.string()),
  short_message: v.optional(v.string()),
  message: v.string(),
})

/** A line in the log of a test run. */
export interface EnterpriseConnectionTestRunLog extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionTestRunLogSchema: Schema<EnterpriseConnectionTestRunLog> = schema
