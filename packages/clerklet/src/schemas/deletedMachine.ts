import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'machine'>(),
  /** `mch_…`. */
  id: v.string(),
  deleted: v.boolean(),
})

/** The response for a deleted machine. */
export interface DeletedMachine extends v.InferOutput<typeof schema> {}
export const DeletedMachineSchema: Schema<DeletedMachine> = schema
