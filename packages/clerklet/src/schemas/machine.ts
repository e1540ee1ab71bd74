import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type MachineReference, MachineReferenceSchema } from './machineReference.ts'

// The annotation of an exported schema hides its entries; at run time they are there.
const { entries } = MachineReferenceSchema as v.GenericSchema as v.ObjectSchema<
  v.ObjectEntries,
  undefined
>

/** A service of your own that talks to others with M2M tokens. */
export interface Machine extends MachineReference {
  /** The machines that it may talk to. */
  scoped_machines: MachineReference[]
}
export const MachineSchema: Schema<Machine> = v.object({
  ...entries,
  scoped_machines: v.array(MachineReferenceSchema),
}) as v.GenericSchema<unknown> as Schema<Machine>
