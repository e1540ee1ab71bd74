import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { JwkSchema } from './jwk.ts'

const schema = v.object({
  keys: v.array(JwkSchema),
})

/** A set of keys in the format of RFC 7517. */
export interface Jwks extends v.InferOutput<typeof schema> {}
export const JwksSchema: Schema<Jwks> = schema
