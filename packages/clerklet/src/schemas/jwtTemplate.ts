import * as v from 'valibot'
import { MetadataSchema, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'jwt_template'>(),
  /** `jtmp_…`. */
  id: v.string(),
  name: v.string(),
  /** Free-form, with placeholders such as `{{user.id}}` in the values. */
  claims: MetadataSchema,
  /** Seconds. */
  lifetime: v.number(),
  /** Seconds. */
  allowed_clock_skew: v.number(),
  /** Whether a key of your own signs the tokens, not the key of the instance. */
  custom_signing_key: v.boolean(),
  /** Such as `RS256`. */
  signing_algorithm: v.string(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A template that defines the claims and the lifetime of tokens for another service. */
export interface JwtTemplate extends v.InferOutput<typeof schema> {}
export const JwtTemplateSchema: Schema<JwtTemplate> = schema
