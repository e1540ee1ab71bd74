import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type Machine, MachineSchema } from './machine.ts'

// The declared type of the schema has no `entries`, but they exist at run time.
const { entries } = MachineSchema as v.GenericSchema as v.ObjectSchema<v.ObjectEntries, undefined>

/** A machine that was just created. */
export interface MachineWithSecretKey extends Machine {
  /** `ak_…`, the value for `ctx.machineSecretKey` on the machine. */
  secret_key: string
}
export const MachineWithSecretKeySchema: Schema<MachineWithSecretKey> = v.object({
  ...entries,
  secret_key: v.string(),
}) as v.GenericSchema<unknown> as Schema<MachineWithSecretKey>
