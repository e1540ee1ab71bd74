import type { KnownOAuthAccessToken, OAuthApplication } from 'clerklet'
import { notFound } from '../core/errors.ts'
import { toHex } from '../core/ids.ts'
import { readJwt, signJwt } from '../core/jwt.ts'
import { issueSecret, ownerOf } from '../core/secrets.ts'
import type { State } from '../state.ts'
import type { StoredOAuthToken } from './store.ts'

/** The options of an OAuth access token. */
export interface OAuthTokenGrant {
  format: 'opaque' | 'jwt'
  /** Seconds from now. A number of 0 or less creates an expired token. */
  expiresIn: number
  scopes: readonly string[]
  /** One or more resource servers (RFC 8707), which become the audience. */
  audience?: string | readonly string[] | undefined
}

const TYPES: unknown[] = ['at+jwt', 'application/at+jwt']

/** Issues an access token that a user has granted to an application. Only an opaque token is stored. */
export async function issueAccessToken(
  state: State,
  application: OAuthApplication,
  userId: string,
  { format, expiresIn, scopes, audience }: OAuthTokenGrant,
): Promise<{ accessToken: KnownOAuthAccessToken; token: string }> {
  const now = state.clock.now()
  const stored: StoredOAuthToken = {
    object: 'clerk_idp_oauth_access_token',
    id: toHex(state.newId('oat')),
    application_id: application.id,
    client_id: application.client_id,
    subject: userId,
    scopes: [...scopes],
    revoked: false,
    revocation_reason: null,
    expired: expiresIn <= 0,
    expiration: now + expiresIn * 1000,
    created_at: now,
    updated_at: now,
    ...audOf(audience),
  }
  const accessToken = sendAccessToken(state, stored)
  if (format === 'opaque') {
    state.oauthTokens.add(stored)
    return { accessToken, token: issueSecret(state, stored.id, 'oat') }
  }
  const seconds = toSeconds(now)
  const token = await signJwt(
    state,
    {
      ...(audience !== undefined && { aud: audience }),
      client_id: application.client_id,
      exp: seconds + Math.ceil(expiresIn),
      iat: seconds,
      jti: stored.id,
      nbf: seconds - 10,
      scope: scopes.join(' '),
      sub: userId,
    },
    { typ: 'at+jwt' },
  )
  return { accessToken, token }
}

/** Revokes an opaque access token of an application. Refuses an unknown token with 404. */
export function revokeAccessToken(state: State, { id }: OAuthApplication, presented: string): void {
  const token = state.oauthTokens.get(ownerOf(state, presented) ?? '')
  if (token?.application_id !== id) {
    throw notFound('The application has no such token. A JWT cannot be revoked.')
  }
  token.revoked = true
  token.updated_at = state.clock.now()
}

/** Returns a stored token as the API sends it, with its times in seconds. */
export function sendAccessToken(
  { clock }: State,
  { application_id: _, ...token }: StoredOAuthToken,
): KnownOAuthAccessToken {
  const { expiration, created_at, updated_at } = token
  return {
    ...token,
    expired: expiration !== null && clock.now() >= expiration,
    expiration: expiration === null ? null : toSeconds(expiration),
    created_at: toSeconds(created_at),
    updated_at: toSeconds(updated_at),
  }
}

function toSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

/** `aud` as the API sends it: a list, or absent. */
function audOf(audience: string | readonly string[] | undefined): { aud?: string[] } {
  return audience === undefined ? {} : { aud: [audience].flat() }
}

/** Returns the details of an access token: undefined for an unknown token, `{ active: false }` for an expired JWT. */
export async function readAccessToken(
  state: State,
  token: string,
): Promise<KnownOAuthAccessToken | { active: false } | undefined> {
  const stored = state.oauthTokens.get(ownerOf(state, token) ?? '')
  if (stored) return sendAccessToken(state, stored)
  const { header, claims } = (await readJwt(state, token)) ?? {}
  if (!claims || !TYPES.includes(header?.typ)) return undefined
  const { exp = 0, iat = 0, jti = '', sub = '', client_id, scope, aud } = claims
  if (state.clock.now() >= exp * 1000) return { active: false }
  return {
    object: 'clerk_idp_oauth_access_token',
    id: jti,
    client_id: `${client_id}`,
    subject: sub,
    scopes: `${scope}`.split(' ').filter(Boolean),
    revoked: false,
    revocation_reason: null,
    expired: false,
    expiration: exp,
    created_at: iat,
    updated_at: iat,
    ...audOf(aud),
  }
}
