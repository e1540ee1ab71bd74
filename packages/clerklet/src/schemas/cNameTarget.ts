import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  host: v.string(),
  /** The required target of the record of `host`. */
  value: v.string(),
  required: v.boolean(),
})

/** A DNS record that a domain needs. */
export interface CNameTarget extends v.InferOutput<typeof schema> {}
export const CNameTargetSchema: Schema<CNameTarget> = schema
