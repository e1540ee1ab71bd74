import * as v from 'valibot'
import { MetadataSchema, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'machine_to_machine_token'>(),
  /** `mt_…`. */
  id: v.string(),
  /** `mch_…`, the machine that sends the token. */
  subject: v.string(),
  /** Any object: your API decides its meaning. */
  claims: v.nullish(MetadataSchema),
  /** `mch_…`, the machines that the token is for. */
  scopes: v.optional(v.array(v.string())),
  revoked: v.boolean(),
  revocation_reason: v.nullable(v.string()),
  expired: v.boolean(),
  /** The time of expiry, `null` for none. Epoch milliseconds. */
  expiration: v.nullable(v.number()),
  /** Epoch milliseconds. */
  last_used_at: v.nullable(v.number()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A token that one machine sends to another. */
export interface M2mToken extends v.InferOutput<typeof schema> {}
export const M2mTokenSchema: Schema<M2mToken> = schema
