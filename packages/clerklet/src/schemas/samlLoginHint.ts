import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  mode: open<'email_address' | 'custom_attribute' | 'off'>(),
  source: v.optional(v.string()),
})

/** The configuration of the hint about the user that the identity provider gets at a sign-in. */
export interface SamlLoginHint extends v.InferOutput<typeof schema> {}
export const SamlLoginHintSchema: Schema<SamlLoginHint> = schema
