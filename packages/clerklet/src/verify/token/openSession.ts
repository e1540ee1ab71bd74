import type { TokenCache } from '../createTokenCache.ts'
import { refuse } from '../errors.ts'
import type { VerifyContext, VerifyTokenOptions } from '../verifyToken.ts'
import { checkClaims } from './checkClaims.ts'
import { type DecodedToken, decodeToken, type SessionClaims } from './decodeToken.ts'
import { isObject } from './isObject.ts'
import { isTooLong } from './isTooLong.ts'
import { freshSince, instanceScope } from './jwksCache.ts'
import { isSessionJwt } from './kind.ts'
import { verifySignature } from './signature.ts'

/** What verifying a session token depends on. */
export interface SessionContext
  extends VerifyContext,
    Pick<VerifyTokenOptions, 'headerType' | 'skipJwksCache'> {
  tokenCache?: TokenCache | undefined
}

/** A token that was decoded once, and not at all when the cache knew it. */
export interface OpenedSession {
  token: string
  /** Anybody's word until `verify()` is through. Undefined when it is not a JWT. */
  claims: Record<string, unknown> | undefined
  /** Whether it is a session token, rather than one of a template or a machine, which the same key signs. */
  isSession: boolean
  /** Undefined when the cache knew the token, and when it is not a JWT. */
  decoded: DecodedToken | undefined
  /** @throws {TokenVerificationError} when the token does not hold. */
  verify(): Promise<SessionClaims>
}

/** Never throws: what is not a JWT claims nothing, and `verify()` tells why. */
export function openSession(ctx: SessionContext, token: string): OpenedSession {
  const { tokenCache } = ctx
  const scope = tokenCache && !isTooLong(token) ? keySource(ctx) : undefined
  const known = tokenCache && scope !== undefined ? remembered(tokenCache, token, scope) : undefined
  let decoded: DecodedToken | undefined
  let refusal: unknown
  try {
    decoded = known ? undefined : decodeToken(token)
  } catch (error) {
    refusal = error
  }
  const claims = known ?? decoded?.payload
  return {
    token,
    claims,
    isSession: !decoded || isSessionJwt(decoded),
    decoded,
    async verify() {
      if (!claims) throw refusal
      if (decoded) await verifySignature(ctx, decoded)
      checkClaims(ctx, claims)
      // checkClaims has seen sub and the times; the rest is optional.
      const verified = claims as SessionClaims
      const verifiedWith = tokenCache && decoded && keySource(ctx)
      // Keys that were loaded during the verification may refuse the token.
      const isCurrent = scope === undefined || scope === verifiedWith
      if (tokenCache && verifiedWith !== undefined && isCurrent) {
        rememberToken(tokenCache, token, verifiedWith, verified)
      }
      return verified
    },
  }
}

/** What a cache gives for a token. One that throws, or gives anything but claims, knows nothing. */
function remembered(cache: TokenCache, token: string, scope: string): SessionClaims | undefined {
  try {
    const claims: unknown = cache.get(token, scope)
    return isObject(claims) && typeof claims.sub === 'string'
      ? (claims as SessionClaims)
      : undefined
  } catch {
    return undefined
  }
}

/** A cache that throws or rejects has remembered nothing, and the token holds all the same. */
function rememberToken(
  cache: TokenCache,
  token: string,
  scope: string,
  claims: SessionClaims,
): void {
  try {
    Promise.resolve<unknown>(cache.set(token, scope, claims)).catch(() => {})
  } catch {}
}

/**
 * A scope for what was verified: another instance, another header type or other keys may refuse the same token. Ends with the
 * time at which the keys were loaded, so that a key that is no longer published is not outlived by its tokens. `undefined`
 * while the keys at hand are due for renewal: nothing is remembered then.
 */
function keySource(ctx: SessionContext): string | undefined {
  const since = ctx.jwtKey ? 0 : freshSince(ctx)
  if (since === undefined) return undefined
  return [ctx.headerType ?? '', ctx.jwtKey || instanceScope(ctx), since].join('\n')
}

/**
 * The claims of a token that can only be a session token.
 *
 * @throws {TokenVerificationError} when it does not hold, or is none.
 */
export async function verifySession(ctx: SessionContext, token: string): Promise<SessionClaims> {
  const session = openSession(ctx, token)
  if (!session.isSession) refuse('token-invalid', 'The token is of another kind.')
  return session.verify()
}
