import type { OAuthApplication } from 'clerklet'
import { dropSecret, issueSecret, ownerOf } from '../core/secrets.ts'
import type { State } from '../state.ts'
import { OAuthError } from './oauthErrors.ts'
import { issueAccessToken } from './oauthTokens.ts'
import type { StoredOAuthGrant } from './store.ts'

const CODE_LIFETIME = 600_000
/** A day in seconds. */
const DAY = 86_400

/** The parameters of {@link addGrant}: what the user granted, and the redirect URI to which the code is sent. */
export type GrantParams = Pick<
  StoredOAuthGrant,
  'user_id' | 'redirect_uri' | 'scopes' | 'code_challenge' | 'nonce' | 'resources'
>

/** The tokens that are issued for a grant. */
export interface GrantedTokens {
  grant: StoredOAuthGrant
  accessToken: string
  /** The lifetime of the access token in seconds. */
  expiresIn: number
  /** Undefined without the scope `offline_access`. */
  refreshToken: string | undefined
  scopes: string[]
}

/** Stores a user's grant to an application. Its code is valid for ten minutes. */
export function addGrant(
  state: State,
  application: OAuthApplication,
  params: GrantParams,
): StoredOAuthGrant {
  const now = state.clock.now()
  return state.oauthGrants.add({
    ...params,
    id: state.newId('oag'),
    created_at: now,
    client_id: application.client_id,
    code: state.newId('oac').slice(4),
    code_expires_at: now + CODE_LIFETIME,
    code_used: false,
    token_ids: [],
  })
}

/**
 * Exchanges an authorization code for tokens. A second use of the code is refused, and revokes the refresh token and the opaque
 * access tokens of the grant (RFC 6749 §4.1.2).
 *
 * @throws {OAuthError} `invalid_grant` when the code is unknown, used or expired, and when the redirect URI or the code verifier
 *   does not match.
 * @throws {OAuthError} `invalid_target` when a resource was not granted.
 */
export async function redeemCode(
  state: State,
  application: OAuthApplication,
  { code, redirectUri, verifier, resources }: CodeParams,
): Promise<GrantedTokens> {
  const [grant] = state.oauthGrants.where('code', code)
  if (!grant || grant.client_id !== application.client_id) {
    throw invalidGrant('The code is unknown.')
  }
  if (grant.code_used) {
    revokeGrant(state, grant)
    throw invalidGrant('The code was used before: its tokens are revoked.')
  }
  if (state.clock.now() >= grant.code_expires_at) throw invalidGrant('The code has expired.')
  if (redirectUri !== undefined && redirectUri !== grant.redirect_uri) {
    throw invalidGrant('redirect_uri is not the one that the code was sent to.')
  }
  await checkVerifier(grant, verifier)
  // A concurrent request may have used the code.
  if (grant.code_used) throw invalidGrant('The code was used before.')
  grant.code_used = true
  return issueTokens(state, application, grant, grant.scopes, resources)
}

/** The parameters of a code exchange. */
export interface CodeParams {
  code: string
  redirectUri: string | undefined
  verifier: string | undefined
  resources: string[]
}

/**
 * Exchanges a refresh token for new tokens. A refresh token can be used once. The result contains the next refresh token.
 *
 * @param scope A subset of the granted scopes. Default: all of them.
 * @throws {OAuthError} `invalid_grant` when the token is unknown, used, expired or revoked.
 * @throws {OAuthError} `invalid_scope` when a scope was not granted, `invalid_target` when a resource was not granted.
 */
export async function refreshGrant(
  state: State,
  application: OAuthApplication,
  {
    refreshToken,
    scope,
    resources,
  }: { refreshToken: string; scope: string | undefined; resources: string[] },
): Promise<GrantedTokens> {
  const grant = state.oauthGrants.get(ownerOf(state, refreshToken) ?? '')
  if (!grant || grant.client_id !== application.client_id || isOver(state, grant)) {
    throw invalidGrant('The refresh token is unknown, was used before, has expired, or is revoked.')
  }
  const scopes = scope?.split(' ').filter(Boolean) ?? grant.scopes
  if (scopes.some((one) => !grant.scopes.includes(one))) {
    throw new OAuthError('invalid_scope', `The user has granted ${grant.scopes.join(' ')}.`)
  }
  return issueTokens(state, application, grant, scopes, resources)
}

async function issueTokens(
  state: State,
  application: OAuthApplication,
  grant: StoredOAuthGrant,
  scopes: string[],
  asked: string[],
): Promise<GrantedTokens> {
  const { aud_claim_enabled, oauth_jwt_access_tokens } = state.settings.oauth_applications
  if (asked.some((one) => !grant.resources.includes(one))) {
    throw new OAuthError('invalid_target', 'The user has not granted access to that resource.')
  }
  const resources = asked.length ? asked : grant.resources
  const format = oauth_jwt_access_tokens ? 'jwt' : 'opaque'
  const refreshToken = grant.scopes.includes('offline_access')
    ? issueSecret(state, grant.id, 'ort')
    : undefined
  const { accessToken, token } = await issueAccessToken(state, application, grant.user_id, {
    format,
    expiresIn: DAY,
    scopes,
    audience: aud_claim_enabled && resources.length ? resources : undefined,
  })
  if (format === 'opaque') grant.token_ids.push(accessToken.id)
  return { grant, accessToken: token, expiresIn: DAY, refreshToken, scopes }
}

/** Revokes an opaque access token of an application, or a refresh token with the opaque access tokens of its grant. */
export function revokeToken(
  state: State,
  { client_id }: OAuthApplication,
  presented: string,
): void {
  const id = ownerOf(state, presented) ?? ''
  const grant = state.oauthGrants.get(id)
  if (grant?.client_id === client_id) revokeGrant(state, grant)
  const token = state.oauthTokens.get(id)
  if (token?.client_id === client_id) token.revoked = true
}

/** The grant of a refresh token; undefined when the token is unknown or has expired. */
export function grantOf(state: State, refreshToken: string): StoredOAuthGrant | undefined {
  const grant = state.oauthGrants.get(ownerOf(state, refreshToken) ?? '')
  return grant && !isOver(state, grant) ? grant : undefined
}

/** Whether the refresh token of a grant has expired: ten years after the grant, which a refresh does not extend. */
function isOver({ clock }: State, { created_at }: StoredOAuthGrant): boolean {
  return clock.now() >= created_at + 3650 * DAY * 1000
}

function revokeGrant(state: State, grant: StoredOAuthGrant): void {
  dropSecret(state, grant.id)
  for (const id of grant.token_ids) {
    const token = state.oauthTokens.get(id)
    if (token) token.revoked = true
  }
}

/** Removes all grants of a user or to an application, with their refresh tokens. */
export function forgetGrants(state: State, field: 'user_id' | 'client_id', value: string): void {
  for (const { id } of state.oauthGrants.deleteWhere(field, value)) dropSecret(state, id)
}

/** Refuses a code verifier that is missing, unexpected, or does not match the code challenge (RFC 7636 §4.6). */
async function checkVerifier(
  { code_challenge }: StoredOAuthGrant,
  verifier: string | undefined,
): Promise<void> {
  if (code_challenge === null) {
    // RFC 9700 §2.1.1: an attacker could otherwise remove the challenge from the authorization request.
    if (verifier)
      throw invalidGrant('The authorization used no PKCE: code_verifier is not expected.')
    return
  }

  if (!verifier) throw invalidGrant('code_verifier is missing: the authorization used PKCE.')
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const challenge = btoa(String.fromCharCode(...new Uint8Array(hash)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
  if (challenge !== code_challenge) {
    throw invalidGrant('code_verifier does not match code_challenge.')
  }
}

function invalidGrant(description: string): OAuthError {
  return new OAuthError('invalid_grant', description)
}
