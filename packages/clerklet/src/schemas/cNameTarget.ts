import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  host: v.string(),
  /** The name to which the CNAME record of `host` must point. */
  value: v.string(),
  required: v.boolean(),
})

/** A CNAME record of a domain. */
export interface CNameTarget extends v.InferOutput<typeof schema> {}
export const CNameTargetSchema: Schema<CNameTarget> = schema
