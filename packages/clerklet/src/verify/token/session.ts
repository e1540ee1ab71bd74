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

/** What verifying a session token depends on. */
export interface SessionContext extends SignatureContext {
  tokenCache?: TokenCache | undefined
}

/** A token, decoded unless the cache knew it. */
export interface UnverifiedSession {
  readonly token: string
  /** Unverified until `verifySession()` resolves. Undefined when the token is not a JWT. */
  readonly claims: Record<string, unknown> | undefined
  /** Whether it may be a session token, rather than one of a template or a machine, which the same key signs. */
  readonly isSession: boolean
  /** Undefined when the cache knew the token, and when it is not a JWT. */
  readonly decoded: DecodedToken | undefined
  /** The scope under which the cache was read. Undefined when it was not read. */
  readonly cacheScope: string | undefined
}

/** Decodes a token, unless the cache knows it. Never throws for a token: `verifySession()` tells what is wrong with it. */
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
 * The claims of a session token. The signature is verified unless the cache knew the token; the claims are always checked.
 *
 * @throws {TokenVerificationError} when it is not valid.
 */
export async function verifySession(
  ctx: SessionContext,
  session: UnverifiedSession,
): Promise<SessionClaims> {
  const { token, decoded, cacheScope } = session
  // Without claims the token is not a JWT: decoding it throws, and tells what is wrong.
  const claims = session.claims ?? decodeToken(token).payload
  if (decoded) await verifySignature(ctx, decoded)
  checkClaims(ctx, claims)
  // checkClaims has checked sub and the times; the rest is optional.
  const verified = claims as SessionClaims
  const { tokenCache } = ctx
  const verifiedWith = tokenCache && decoded && keySource(ctx)
  // Not cached when keys were loaded during the verification: they may refuse the token.
  const isCurrent = cacheScope === undefined || cacheScope === verifiedWith
  if (tokenCache && verifiedWith !== undefined && isCurrent) {
    cacheClaims(tokenCache, token, verifiedWith, verified)
  }
  return verified
}

/**
 * The claims of a token that must be a session token.
 *
 * @throws {TokenVerificationError} when it is not valid, or of another kind.
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
 * The scope of a verified token in the cache: another instance, another header type or other keys may refuse it. Ends with
 * the time at which the keys were loaded, so that no token outlives a key that is no longer published. `undefined` while the
 * cached keys are due for renewal: no token is cached then.
 */
function keySource(ctx: SessionContext): string | undefined {
  const since = ctx.jwtKey ? 0 : freshSince(ctx)
  if (since === undefined) return undefined
  const source = ctx.jwtKey ? jwtKeyText(ctx.jwtKey) : instanceScope(ctx)
  return [ctx.headerType ?? '', source, since].join('\n')
}
