import { checkClaims } from './checkClaims.ts'
import { type DecodedToken, decodeToken, type SessionClaims } from './decode.ts'
import { refuse } from './errors.ts'
import { instanceScope } from './jwks.ts'
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
  const scope = tokenCache ? keySource(ctx) : ''
  const known = tokenCache?.get(token, scope)
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
      if (decoded) tokenCache?.set(token, scope, claims as SessionClaims)
      return claims as SessionClaims
    },
  }
}

/** A scope for what was verified: the same token may be refused by another instance, or under another header type. */
function keySource(ctx: SessionContext): string {
  const source = ctx.jwtKey || instanceScope(ctx)
  // As it stands where possible: the same text is compared at no cost.
  return ctx.headerType ? `${ctx.headerType}\n${source}` : source
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
