import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { VerificationSchema } from './verification.ts'

const schema = v.object({
  /** `idn_…`. */
  id: v.string(),
  object: tag<'passkey'>(),
  name: v.string(),
  /** Epoch milliseconds. */
  last_used_at: v.number(),
  verification: v.nullable(VerificationSchema),
})

/** A passkey of a user. */
export interface Passkey extends v.InferOutput<typeof schema> {}
export const PasskeySchema: Schema<Passkey> = schema
