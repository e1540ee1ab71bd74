import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'oauth_application'>(),
  id: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  name: v.string(),
  client_id: v.string(),
  client_uri: v.nullable(v.string()),
  client_image_url: v.nullable(v.string()),
  /** Whether the client registered itself (RFC 7591). */
  dynamically_registered: v.boolean(),
  consent_screen_enabled: v.boolean(),
  pkce_required: v.boolean(),
  /** Whether the client may use the device authorization grant (RFC 8628). */
  device_authorization_grant_enabled: v.optional(v.boolean()),
  /** Whether the client is public. A public client has no secret and uses PKCE. */
  public: v.boolean(),
  /** All scopes that the client may request, built-in and custom, separated by spaces. */
  scopes: v.string(),
  redirect_uris: v.array(v.string()),
  /** @deprecated Use `redirect_uris`. */
  callback_url: v.string(),
  authorize_url: v.string(),
  token_fetch_url: v.string(),
  user_info_url: v.string(),
  discovery_url: v.string(),
  token_introspection_url: v.string(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A client that users of the instance can sign in to, with Clerk as the identity provider. */
export interface OAuthApplication extends v.InferOutput<typeof schema> {}
export const OAuthApplicationSchema: Schema<OAuthApplication> = schema
