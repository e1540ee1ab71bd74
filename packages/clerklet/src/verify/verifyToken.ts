import type { Context } from '../core/context.ts'
import { configured } from '../instance/configuration.ts'
import {
  ISSUER,
  JWT_KEY,
  MILLISECONDS,
  type OptionKinds,
  ORIGINS,
  SECRET_KEY,
  TEXT_OR_TEXTS,
  TRUE_OR_FALSE,
} from '../instance/optionKinds.ts'
import { refuse } from './errors.ts'
import { checkClaims } from './token/checkClaims.ts'
import { decodeToken, type SessionClaims } from './token/decodeToken.ts'
import type { JwksOptions } from './token/jwksCache.ts'
import { verifySignature } from './token/signature.ts'

/** The category that the header of an M2M token names. */
export const M2M_CATEGORY = 'cl_B7d4PD333AAA'

/** What {@link verifyToken} takes. Each field wins over the same one of the context. */
export interface VerifyTokenOptions extends JwksOptions {
  secretKey?: string | undefined
  /** The public key of the instance in PEM form: verifies without a network. */
  jwtKey?: string | undefined
  /** Whom the token must be for. Checked when both this and the token's `aud` are there; an empty list takes any. */
  audience?: string | string[] | undefined
  /**
   * The origins that the token may have been issued to, such as `https://example.com`; compared as they are. An empty list
   * takes any.
   */
  authorizedParties?: string[] | undefined
  /**
   * Who must have issued the token: the Frontend API of the instance, such as `https://clerk.example.com`, compared as it is.
   * A token without `iss` is refused then. Default: not checked, since the key belongs to one instance.
   */
  issuer?: string | string[] | undefined
  /** Milliseconds by which clocks may differ. Default: 5 000. */
  clockSkewInMs?: number | undefined
  /** The `typ` that the header must name. Default: `JWT`. */
  headerType?: string | string[] | undefined
}

/** The names of {@link VerifyTokenOptions}. */
export const VERIFY_TOKEN_OPTIONS: OptionKinds<VerifyTokenOptions> = {
  secretKey: SECRET_KEY,
  jwtKey: JWT_KEY,
  audience: TEXT_OR_TEXTS,
  authorizedParties: ORIGINS,
  issuer: ISSUER,
  clockSkewInMs: MILLISECONDS,
  headerType: TEXT_OR_TEXTS,
  skipJwksCache: TRUE_OR_FALSE,
}

/** What `clerklet/verify` reads of the context besides the keys, the clock and the fetch. */
export interface VerifyContext extends Context {
  audience?: string | string[] | undefined
  authorizedParties?: string[] | undefined
  issuer?: string | string[] | undefined
  clockSkewInMs?: number | undefined
}

/**
 * Verifies a session token and returns its claims: signature first, then `sub`, `aud`, `azp`, `iss`, `exp`,
 * `nbf` and `iat`.
 *
 * With `jwtKey` nothing is fetched and no secret key is needed. Otherwise the keys come from `GET /jwks` and are kept: they
 * are renewed after five minutes, and serve for longer than ten only while the API cannot be reached, for an hour at most.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/session-tokens Session tokens}
 *
 * @example
 * const { sub: userId } = await verifyToken(ctx, token, { authorizedParties: ['https://example.com'] })
 *
 * @throws {TokenVerificationError} when the token does not hold, or no key could be had; `reason` tells which.
 * @throws {ClerkConfigError} when `jwtKey` is not a PEM public key, and when an option is unknown or of the wrong kind.
 */
export async function verifyToken(
  ctx: VerifyContext,
  token: string,
  options?: VerifyTokenOptions,
): Promise<SessionClaims> {
  const config: VerifyContext & VerifyTokenOptions = configured(ctx, options, VERIFY_TOKEN_OPTIONS)
  const decoded = decodeToken(token)
  if (decoded.header.cat === M2M_CATEGORY) {
    refuse('token-invalid', 'This is a machine token.')
  }
  await verifySignature(config, decoded)
  checkClaims(config, decoded.payload)
  return decoded.payload as SessionClaims
}
