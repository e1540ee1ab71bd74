import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type M2mToken, M2mTokenSchema } from './m2mToken.ts'

// The declared type of the schema has no `entries`, but they exist at run time.
const { entries } = M2mTokenSchema as v.GenericSchema as v.ObjectSchema<v.ObjectEntries, undefined>

/** An M2M token that was just created. */
export interface M2mTokenWithToken extends M2mToken {
  /** The token that the machine sends: `mt_…` or a JWT. It cannot be retrieved again. */
  token: string
}
export const M2mTokenWithTokenSchema: Schema<M2mTokenWithToken> = v.object({
  ...entries,
  token: v.string(),
}) as v.GenericSchema<unknown> as Schema<M2mTokenWithToken>
