import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'machine_scope'>(),
  /** `mch_…`. */
  from_machine_id: v.string(),
  /** `mch_…`. */
  to_machine_id: v.string(),
  deleted: v.boolean(),
})

/** The response for a deleted scope of a machine. */
export interface DeletedMachineScope extends v.InferOutput<typeof schema> {}
export const DeletedMachineScopeSchema: Schema<DeletedMachineScope> = schema
