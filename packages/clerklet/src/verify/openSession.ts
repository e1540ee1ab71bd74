import { checkClaims } from './checkClaims.ts'
import { type DecodedToken, decodeToken, isTooLong, type SessionClaims } from './decode.ts'
import { refuse } from './errors.ts'
import { freshSince, instanceScope } from './instanceKeys.ts'
import { isSessionJwt } from './kind.ts'
import { verifySignature } from './signature.ts'
import type { VerifyContext, VerifyTokenOptions } from './token.ts'
import type { TokenCache } from './tokenCache.ts'

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
  const known = scope === undefined ? undefined : tokenCache?.get(token, scope)
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
      if (verifiedWith !== undefined) tokenCache?.set(token, verifiedWith, verified)
      return verified
    },
  }
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
