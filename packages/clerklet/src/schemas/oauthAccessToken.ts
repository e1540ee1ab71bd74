import * as v from 'valibot'
import { MetadataSchema, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'oauth_access_token'>(),
  /** `eac_…`. */
  external_account_id: v.string(),
  provider_user_id: v.string(),
  token: v.string(),
  /** The time of expiry, in epoch seconds or epoch milliseconds. The specification does not state the unit. */
  expires_at: v.nullable(v.number()),
  provider: v.string(),
  public_metadata: MetadataSchema,
  label: v.nullable(v.string()),
  scopes: v.optional(v.array(v.string())),
  /** The ID token, from a provider with OpenID Connect. */
  id_token: v.optional(v.string()),
  /** The secret of the token, from a provider with OAuth 1.0a. */
  token_secret: v.optional(v.string()),
})

/** A token of an identity provider, for calls to its API on behalf of the user. */
export interface OAuthAccessToken extends v.InferOutput<typeof schema> {}
export const OAuthAccessTokenSchema: Schema<OAuthAccessToken> = schema
