import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type MachineReference, MachineReferenceSchema } from './machineReference.ts'

// The declared type of the schema has no `entries`, but they exist at run time.
const { entries } = MachineReferenceSchema as v.GenericSchema as v.ObjectSchema<
  v.ObjectEntries,
  undefined
>

/** A service of your own that sends or receives M2M tokens. */
export interface Machine extends MachineReference {
  /** The machines with which this machine may communicate. */
  scoped_machines: MachineReference[]
}
export const MachineSchema: Schema<Machine> = v.object({
  ...entries,
  scoped_machines: v.array(MachineReferenceSchema),
}) as v.GenericSchema<unknown> as Schema<Machine>
