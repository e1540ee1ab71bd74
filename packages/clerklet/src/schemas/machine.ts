import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type MachineReference, MachineReferenceSchema } from './machineReference.ts'

// The type annotation of an exported schema hides its entries, which exist at run time.
const { entries } = MachineReferenceSchema as v.GenericSchema as v.ObjectSchema<
  v.ObjectEntries,
  undefined
>

/** A service of your own that calls other services with M2M tokens. */
export interface Machine extends MachineReference {
  /** The machines with which this machine may communicate. */
  scoped_machines: MachineReference[]
}
export const MachineSchema: Schema<Machine> = v.object({
  ...entries,
  scoped_machines: v.array(MachineReferenceSchema),
}) as v.GenericSchema<unknown> as Schema<Machine>
