import { headerToken } from './authorization.ts'
import { requireKey } from './configuration.ts'
import { decodeToken } from './decode.ts'
import { failure } from './failure.ts'
import { sessionGetToken } from './getToken.ts'
import { isSessionJwt } from './kind.ts'
import { type SignedInState, type SignedOutState, signedIn, signedOut } from './state.ts'
import { type VerifyContext, type VerifyTokenOptions, verifyToken } from './token.ts'

/**
 * Authenticates a request by the session token in its `Authorization` header, and by nothing else: no cookies, no
 * redirects, no machine tokens. For APIs that browsers and apps call with a token; a third smaller than
 * `authenticateRequest` and in need of no publishable key.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/session-tokens Session tokens}
 *
 * @example
 * const state = await authenticateHeader(ctx, request, { authorizedParties: ['https://example.com'] })
 * if (!state.isAuthenticated) return new Response(state.reason, { status: 401 })
 * const { userId } = state.toAuth()
 *
 * @throws {ClerkConfigError} when there is neither `jwtKey` nor `secretKey`, or one of them is malformed. A bad token never
 *   throws: it is the `reason` of the state.
 */
export async function authenticateHeader(
  ctx: VerifyContext,
  request: Pick<Request, 'headers'>,
  options: VerifyTokenOptions = {},
): Promise<SignedInState | SignedOutState> {
  requireKey(ctx, options)
  const token = headerToken(request.headers)
  if (!token) return signedOut('session-token-missing', '', ['no token in the header'])
  const trace = ['token in the header']
  try {
    if (!isSessionJwt(decodeToken(token))) return signedOut('token-type-mismatch', '', trace)
    const claims = await verifyToken(ctx, token, options)
    return signedIn(token, claims, sessionGetToken(ctx, token, claims.sid), trace)
  } catch (error) {
    const { reason, message } = failure(error, 'header')
    return signedOut(reason, message, trace)
  }
}
