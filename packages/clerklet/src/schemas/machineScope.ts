import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'machine_scope'>(),
  /** `mch_…`. */
  from_machine_id: v.string(),
  /** `mch_…`. */
  to_machine_id: v.string(),
  /** Epoch milliseconds. */
  created_at: v.number(),
})

/** The permission of one machine to communicate with another. */
export interface MachineScope extends v.InferOutput<typeof schema> {}
export const MachineScopeSchema: Schema<MachineScope> = schema
