import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  host: v.string(),
  /** The required content of the record of `host`. */
  value: v.string(),
  record_type: open<'CNAME' | 'TXT'>(),
  /** Whether the record is set already, can be created automatically, or needs a manual change. */
  automation_disposition: v.optional(
    open<'already_satisfied' | 'safe_to_create' | 'manual_resolution_required'>(),
  ),
  /** Whether the domain counts as deployed only after this record is set. */
  required: v.boolean(),
})

/** A DNS record of a domain. */
export interface DnsTarget extends v.InferOutput<typeof schema> {}
export const DnsTargetSchema: Schema<DnsTarget> = schema
