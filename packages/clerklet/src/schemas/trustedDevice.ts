import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'trusted_device'>(),
  id: v.string(),
  platform: open<'ios' | 'android'>(),
  app_identifier: v.string(),
  name: v.nullish(v.string()),
  algorithm: open<'ES256'>(),
  status: open<'active' | 'revoked'>(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
  /** Epoch milliseconds. */
  last_used_at: v.nullish(v.number()),
  /** Epoch milliseconds. */
  revoked_at: v.nullish(v.number()),
})

/** A device that a user signs in from with a key of its own. */
export interface TrustedDevice extends v.InferOutput<typeof schema> {}
export const TrustedDeviceSchema: Schema<TrustedDevice> = schema
