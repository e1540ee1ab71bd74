import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  id: v.string(),
  name: v.optional(v.string()),
  provider_key: v.optional(v.string()),
  client_id: v.nullish(v.string()),
  discovery_url: v.nullish(v.string()),
  auth_url: v.nullish(v.string()),
  token_url: v.nullish(v.string()),
  user_info_url: v.nullish(v.string()),
  requires_pkce: v.optional(v.boolean()),
  logo_public_url: v.nullish(v.string()),
  /** Epoch milliseconds. */
  created_at: v.optional(v.number()),
  /** Epoch milliseconds. */
  updated_at: v.optional(v.number()),
})

/** The `oauth_config` field of an enterprise connection. */
export interface EnterpriseConnectionOAuth extends v.InferOutput<typeof schema> {}
export const EnterpriseConnectionOAuthSchema: Schema<EnterpriseConnectionOAuth> = schema
