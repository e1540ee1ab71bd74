import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'machine_secret_key'>(),
  /** `ak_…`, the value for `ctx.machineSecretKey` on the machine. */
  secret: v.string(),
})

/** The secret key of a machine. */
export interface MachineSecretKey extends v.InferOutput<typeof schema> {}
export const MachineSecretKeySchema: Schema<MachineSecretKey> = schema
