import { jwtKeyText } from '../../instance/jwtKey.ts'
import { refuse } from '../errors.ts'
import { checkClaims } from './checkClaims.ts'
import { decodedJwt } from './decodedJwt.ts'
import { type DecodedToken, decodeToken, type SessionClaims } from './decodeToken.ts'
import { isTooLong } from './isTooLong.ts'
import { freshSince, instanceScope } from './jwksCache.ts'
import { isSessionJwt } from './kind.ts'
import { type SignatureContext, verifySignature } from './signature.ts'
import { cacheClaims, cachedClaims, type TokenCache } from './tokenCache.ts'

/** The context of the verification of a session token. */
export interface SessionContext extends SignatureContext {
  tokenCache?: TokenCache | undefined
}

/** A token that is not verified yet. It is decoded, unless the cache contains it. */
export interface UnverifiedSession {
  readonly token: string
  /** Unverified until `verifySession()` resolves. Undefined when the token cannot be decoded. */
  readonly claims: Record<string, unknown> | undefined
  /** Whether the token may be a session token, not one of a template or a machine. True when the token cannot be decoded. */
  readonly isSession: boolean
  /** Undefined when the cache contains the token, and when the token cannot be decoded. */
  readonly decoded: DecodedToken | undefined
  /** The scope under which the cache was read. Undefined when it was not read. */
  readonly cacheScope: string | undefined
}

/** Decodes a token, unless the cache contains it. Never throws for an invalid token: `verifySession()` does. */
export function openSession(ctx: SessionContext, token: string): UnverifiedSession {
  const { tokenCache } = ctx
  const cacheScope = tokenCache && !isTooLong(token) ? keySource(ctx) : undefined
  const known =
    tokenCache && cacheScope !== undefined ? cachedClaims(tokenCache, token, cacheScope) : undefined
  const decoded = known ? undefined : decodedJwt(token)
  return {
    token,
    claims: known ?? decoded?.payload,
    isSession: !decoded || isSessionJwt(decoded),
    decoded,
    cacheScope,
  }
}

/**
 * Verifies a session token, and returns its claims. Skips the signature when the cache contains the token, but always checks
 * the claims.
 *
 * @throws {TokenVerificationError} when the token is not valid.
 */
export async function verifySession(
  ctx: SessionContext,
  session: UnverifiedSession,
): Promise<SessionClaims> {
  const { token, decoded, cacheScope } = session
  // Without claims, the token could not be decoded. Decoding it again throws the error.
  const claims = session.claims ?? decodeToken(token).payload
  if (decoded) await verifySignature(ctx, decoded)
  checkClaims(ctx, claims)
  // A cast, because `checkClaims` has checked `sub` and the times. All other claims are optional.
  const verified = claims as SessionClaims
  const { tokenCache } = ctx
  const verifiedWith = tokenCache && decoded && keySource(ctx)
  // Not cached when other keys replaced the fresh keys during the verification: the token may not be valid for the new keys.
  const isCurrent = cacheScope === undefined || cacheScope === verifiedWith
  if (tokenCache && verifiedWith !== undefined && isCurrent) {
    cacheClaims(tokenCache, token, verifiedWith, verified)
  }
  return verified
}

/**
 * Verifies a token that must be a session token, and returns its claims.
 *
 * @throws {TokenVerificationError} when the token is not valid, or of another kind.
 */
export async function verifySessionToken(
  ctx: SessionContext,
  token: string,
): Promise<SessionClaims> {
  const session = openSession(ctx, token)
  if (!session.isSession) refuse('token-invalid', 'The token is of another kind.')
  return verifySession(ctx, session)
}

/**
 * Returns the scope under which the token cache stores a token: the header type, and the `jwtKey` or the instance. The scope of
 * an instance includes the time at which its keys were loaded, so no cached token is used after a reload. Returns `undefined`
 * when `jwtKey` is not set and the keys of the instance are not fresh. The token cache is then not used.
 */
function keySource(ctx: SessionContext): string | undefined {
  const since = ctx.jwtKey ? 0 : freshSince(ctx)
  if (since === undefined) return undefined
  const source = ctx.jwtKey ? jwtKeyText(ctx.jwtKey) : instanceScope(ctx)
  return [ctx.headerType ?? '', source, since].join('\n')
}
