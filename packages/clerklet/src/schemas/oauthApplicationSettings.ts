import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'oauth_application_settings'>(),
  /** Whether clients may register themselves (RFC 7591). */
  dynamic_oauth_client_registration: v.boolean(),
  /** The scopes of clients that register themselves without scopes. `null` for the defaults of Clerk. */
  default_scopes: v.nullable(v.array(v.string())),
  /** Whether access tokens are JWTs. Otherwise they are opaque. */
  oauth_jwt_access_tokens: v.boolean(),
  /** Whether access tokens have an `aud` claim with the `resource` of the request (RFC 8707). */
  aud_claim_enabled: v.optional(v.boolean()),
  /** Whether every authorization code request needs PKCE with S256. */
  pkce_required: v.optional(v.boolean()),
  client_id_metadata_documents_advertised: v.boolean(),
  client_id_metadata_documents_only_allow_pre_registered_clients: v.boolean(),
  client_id_metadata_documents_block_implicitly_allowed_clients: v.boolean(),
})

/** The settings of all OAuth applications of the instance. */
export interface OAuthApplicationSettings extends v.InferOutput<typeof schema> {}
export const OAuthApplicationSettingsSchema: Schema<OAuthApplicationSettings> = schema
