import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  user_id: v.string(),
  email_address: v.string(),
  first_name: v.string(),
  last_name: v.string(),
})

/** Maps fields of the user to attributes of a SAML assertion. */
export interface SamlAttributeMapping extends v.InferOutput<typeof schema> {}
export const SamlAttributeMappingSchema: Schema<SamlAttributeMapping> = schema
