import { BUILT_IN } from '../core/oauthScopes.ts'
import type { State } from '../state.ts'

const CLAIMS = [
  ...['sub', 'iss', 'aud', 'exp', 'iat', 'nonce', 'email', 'email_verified', 'name'],
  ...['given_name', 'family_name', 'username', 'preferred_username', 'picture'],
]

/**
 * The metadata of the authorization server.
 *
 * @param origin The URL at which the caller reaches the Frontend API. The issuer must be equal to this URL (RFC 8414 §3.3).
 */
export function authorizationServerMetadata({ settings }: State, origin: string) {
  const { dynamic_oauth_client_registration: registers } = settings.oauth_applications
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    revocation_endpoint: `${origin}/oauth/token/revoke`,
    jwks_uri: `${origin}/.well-known/jwks.json`,
    ...(registers && { registration_endpoint: `${origin}/oauth/register` }),
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    scopes_supported: [...BUILT_IN, ...settings.custom_oauth_scopes],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: CLAIMS,
    code_challenge_methods_supported: ['S256'],
  }
}

/** The metadata of the authorization server in the format of OpenID Connect Discovery. */
export function openIdConfiguration(state: State, origin: string) {
  const { registration_endpoint: _, ...metadata } = authorizationServerMetadata(state, origin)
  return {
    ...metadata,
    introspection_endpoint: `${origin}/oauth/token_info`,
    userinfo_endpoint: `${origin}/oauth/userinfo`,
    response_modes_supported: ['query'],
    backchannel_logout_supported: false,
    frontchannel_logout_supported: false,
  }
}
