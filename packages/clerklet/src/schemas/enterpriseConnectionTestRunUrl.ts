import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** Where the trial is carried out, in a browser. */
  url: v.string(),
})

/** Where a trial of an enterprise connection begins. */
export interface EnterpriseConnectionTestRunUrl extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionTestRunUrlSchema: Schema<EnterpriseConnectionTestRunUrl> = schema
