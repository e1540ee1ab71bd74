import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type M2mToken, M2mTokenSchema } from './m2mToken.ts'

// The annotation of an exported schema hides its entries; at run time they are there.
const { entries } = M2mTokenSchema as v.GenericSchema as v.ObjectSchema<v.ObjectEntries, undefined>

/** An M2M token that was just created. */
export interface M2mTokenWithToken extends M2mToken {
  /** What the machine sends: `mt_…` or a JWT. Not to be had again. */
  token: string
}
export const M2mTokenWithTokenSchema: Schema<M2mTokenWithToken> = v.object({
  ...entries,
  token: v.string(),
}) as v.GenericSchema<unknown> as Schema<M2mTokenWithToken>
