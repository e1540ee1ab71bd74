import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  /** `trusted_device`, the older name of a biometric credential. */
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

/** A key on a user's device. A fingerprint or a face unlocks the key. */
export interface BiometricCredential extends v.InferOutput<typeof schema> {}
export const BiometricCredentialSchema: Schema<BiometricCredential> = schema
