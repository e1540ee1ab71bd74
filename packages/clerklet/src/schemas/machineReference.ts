import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'machine'>(),
  /** `mch_…`. */
  id: v.string(),
  name: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  /** The default lifetime of the machine's M2M tokens. Seconds. */
  default_token_ttl: v.optional(v.number()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A machine without its `scoped_machines`, as in the `scoped_machines` of another machine. */
export interface MachineReference extends v.InferOutput<typeof schema> {}
export const MachineReferenceSchema: Schema<MachineReference> = schema
