import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** The URL of the test run, to open in a browser. */
  url: v.string(),
})

/** The response for a started test run of an enterprise connection. */
export interface EnterpriseConnectionTestRunUrl extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionTestRunUrlSchema: Schema<EnterpriseConnectionTestRunUrl> = schema
