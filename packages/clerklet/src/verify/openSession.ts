import { SERVERS } from '../context.ts'
import { checkClaims } from './checkClaims.ts'
import { type DecodedToken, decodeToken, type SessionClaims } from './decode.ts'
import { TokenVerificationError } from './errors.ts'
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
  /** Anybody's word until `verify()` is through. */
  claims: Record<string, unknown>
  /** Whether it is a session token, rather than one of a template or a machine, which the same key signs. */
  isSession: boolean
  /** Undefined when the cache knew the token. */
  decoded: DecodedToken | undefined
  /** @throws {TokenVerificationError} when the token does not hold. */
  verify(): Promise<SessionClaims>
}

/** @throws {TokenVerificationError} when it is not a JWT. */
export function openSession(ctx: SessionContext, token: string): OpenedSession {
  const { tokenCache } = ctx
  const scope = tokenCache ? keySource(ctx) : ''
  const known = tokenCache?.get(token, scope)
  if (known) {
    return {
      claims: known,
      isSession: true,
      decoded: undefined,
      async verify() {
        checkClaims(ctx, known)
        return known
      },
    }
  }
  const decoded = decodeToken(token)
  return {
    claims: decoded.payload,
    isSession: isSessionJwt(decoded),
    decoded,
    async verify() {
      await verifySignature(ctx, decoded)
      checkClaims(ctx, decoded.payload)
      // checkClaims has seen sub and the times; the rest is optional.
      const claims = decoded.payload as SessionClaims
      tokenCache?.set(token, scope, claims)
      return claims
    },
  }
}

/** A scope for what was verified: the same token may be refused by another instance, or under another header type. */
function keySource({
  jwtKey,
  baseUrl = SERVERS[0],
  apiVersion,
  secretKey,
  headerType,
}: SessionContext) {
  return `${headerType ?? ''} ${jwtKey || `${baseUrl} ${apiVersion} ${secretKey}`}`
}

/**
 * The claims of a token that can only be a session token.
 *
 * @throws {TokenVerificationError} when it does not hold, or is none.
 */
export async function verifySession(ctx: SessionContext, token: string): Promise<SessionClaims> {
  const session = openSession(ctx, token)
  if (session.isSession) return session.verify()
  throw new TokenVerificationError('token-invalid', 'This is not a session token.')
}
