import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  id: v.string(),
  name: v.string(),
  active: v.boolean(),
  /** Such as `saml_okta`. */
  provider: v.string(),
  /** @deprecated Use `domains`. */
  domain: v.optional(v.string()),
  domains: v.optional(v.array(v.string())),
  sync_user_attributes: v.boolean(),
  allow_subdomains: v.optional(v.boolean()),
  allow_idp_initiated: v.optional(v.boolean()),
  disable_additional_identifications: v.optional(v.boolean()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** The SAML connection of an account. */
export interface SamlAccountConnection extends v.InferOutput<typeof schema> {}
export const SamlAccountConnectionSchema: Schema<SamlAccountConnection> = schema
