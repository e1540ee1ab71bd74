import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  /** The key id: the `kid` in the header of a token. */
  kid: v.string(),
  /** Such as `RS256`. */
  alg: v.string(),
  /** `sig` for a signature key. */
  use: v.string(),
  kty: open<'OKP' | 'EC' | 'RSA' | 'oct'>(),
  /** The curve of a key with the type `OKP` or `EC`. */
  crv: v.optional(v.string()),
  x: v.optional(v.string()),
  y: v.optional(v.string()),
  /** The modulus of an RSA key. */
  n: v.optional(v.string()),
  /** The exponent of an RSA key. */
  e: v.optional(v.string()),
  /** Part of a private key, as are `p`, `q`, `dp`, `dq` and `qi`. */
  d: v.optional(v.string()),
  p: v.optional(v.string()),
  q: v.optional(v.string()),
  dp: v.optional(v.string()),
  dq: v.optional(v.string()),
  qi: v.optional(v.string()),
  /** The secret of a key with the type `oct`. */
  k: v.optional(v.string()),
  x5c: v.optional(v.array(v.string())),
  x5t: v.optional(v.string()),
  'x5t#S256': v.optional(v.string()),
  x5u: v.optional(v.string()),
})

/** A key in the format of RFC 7517. */
export interface Jwk extends v.InferOutput<typeof schema> {}
export const JwkSchema: Schema<Jwk> = schema
