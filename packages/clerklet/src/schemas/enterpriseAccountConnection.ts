import * as v from 'valibot'
import { open, type Schema } from '../core/schema.ts'

const schema = v.object({
  id: v.string(),
  name: v.string(),
  protocol: open<'saml' | 'oauth'>(),
  logo_public_url: v.nullable(v.string()),
  active: v.boolean(),
  /** Such as `saml_okta` or `oidc_custom`. */
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

/** The enterprise connection of an enterprise account. */
export interface EnterpriseAccountConnection extends v.InferOutput<typeof schema> {}
export const EnterpriseAccountConnectionSchema: Schema<EnterpriseAccountConnection> = schema
