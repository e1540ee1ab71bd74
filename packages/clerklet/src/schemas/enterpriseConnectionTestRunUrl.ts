import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** The URL of the trial, to open in a browser. */
  url: v.string(),
})

/** The start of a trial of an enterprise connection. */
export interface EnterpriseConnectionTestRunUrl extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionTestRunUrlSchema: Schema<EnterpriseConnectionTestRunUrl> = schema
