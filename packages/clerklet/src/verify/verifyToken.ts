import { kindOf } from '../core/kindOf.ts'
import { configured } from '../instance/configuration.ts'
import { refuse } from './errors.ts'
import { VERIFY_TOKEN_OPTIONS, type VerifyTokenOptions } from './options.ts'
import { checkClaims } from './token/checkClaims.ts'
import { checkContext } from './token/checkContext.ts'
import { decodeToken, type SessionClaims } from './token/decodeToken.ts'
import { M2M_CATEGORY } from './token/kind.ts'
import { withSessionKeys } from './token/sessionKeys.ts'
import { verifySignature } from './token/signature.ts'
import type { VerifyContext } from './token/verifyContext.ts'

/**
 * Verifies a session token and returns its claims: signature first, then `sub`, `aud`, `azp`, `iss`, `exp`, `nbf`
 * and `iat`.
 *
 * With `jwtKey` nothing is fetched. With `secretKey` the keys are loaded from `GET /jwks`, and with `publishableKey` alone from
 * `/.well-known/jwks.json` of the Frontend API. The keys are cached, and renewed when they are older than five minutes. Keys
 * older than ten minutes are only used while the API cannot be reached, and never longer than an hour.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/session-tokens Session tokens}
 *
 * @example
 * const { sub: userId } = await verifyToken(ctx, token, { authorizedParties: ['https://example.com'] })
 *
 * @throws {TokenVerificationError} when the token is not valid, or when no key can be loaded. `reason` is the cause.
 * @throws {ClerkConfigError} when `jwtKey`, `secretKey` and `publishableKey` are all missing, when a key, `baseUrl`,
 *   `apiVersion` or a header of the context is malformed, and when an option is unknown or of the wrong type.
 */
export async function verifyToken(
  ctx: VerifyContext,
  token: string,
  options?: VerifyTokenOptions,
): Promise<SessionClaims> {
  const given: VerifyContext & VerifyTokenOptions = configured(ctx, options, VERIFY_TOKEN_OPTIONS)
  const config = withSessionKeys(given)
  await checkContext(config)
  requireToken(token)
  const decoded = decodeToken(token)
  if (decoded.header.cat === M2M_CATEGORY) {
    refuse('token-invalid', 'This is a machine token.')
  }
  await verifySignature(config, decoded)
  checkClaims(config, decoded.payload)
  return decoded.payload as SessionClaims
}

/** Refuses values that are often passed by mistake in place of a token, with advice. */
function requireToken(token: unknown): void {
  if (typeof token !== 'string' || !token) {
    const flaw = token === '' ? 'empty' : kindOf(token)
    refuse('token-invalid', `The token is ${flaw}.`, 'Respond with 401 when the request has none.')
  }
  if (token.slice(0, 7).toLowerCase() === 'bearer ') {
    refuse('token-invalid', 'The token begins with Bearer.', 'Pass what follows that word.')
  }
}
