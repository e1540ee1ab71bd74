import { headerToken } from './authorization.ts'
import { requireSecretKey } from './configuration.ts'
import { decodeToken } from './decode.ts'
import { failure } from './failure.ts'
import { sessionGetToken } from './getToken.ts'
import { isSessionJwt } from './kind.ts'
import { type FrontendApiOptions, requirePublishableKey } from './publishableKey.ts'
import { type SignedInState, type SignedOutState, signedIn, signedOut } from './state.ts'
import { type VerifyContext, type VerifyTokenOptions, verifyToken } from './token.ts'

export interface AuthenticateRequestOptions extends VerifyTokenOptions, FrontendApiOptions {
  publishableKey?: string | undefined
}

export type RequestState = SignedInState | SignedOutState

/**
 * Authenticates a request.
 *
 * @example
 * const state = await authenticateRequest(ctx, request, { authorizedParties: ['https://example.com'] })
 * if (!state.isAuthenticated) return new Response(state.reason, { status: 401, headers: state.headers })
 * const { userId } = state.toAuth()
 *
 * @throws {ClerkConfigError} when a key is missing or malformed. A bad token never throws: it is the `reason` of the state.
 */
export async function authenticateRequest(
  ctx: VerifyContext,
  request: Request,
  options: AuthenticateRequestOptions = {},
): Promise<RequestState> {
  requireSecretKey(ctx)
  const { instanceType } = requirePublishableKey(
    options.publishableKey || ctx.publishableKey,
    options,
  )
  const token = headerToken(request.headers)
  if (!token) {
    const reason =
      instanceType === 'development' ? 'dev-browser-missing' : 'session-token-and-uat-missing'
    return signedOut(reason, '', ['no token in the header'])
  }
  const trace = ['token in the header']
  try {
    if (!isSessionJwt(decodeToken(token))) return signedOut('token-type-mismatch', '', trace)
    const claims = await verifyToken(ctx, token, options)
    return signedIn(token, claims, sessionGetToken(ctx, token, claims.sid), trace)
  } catch (error) {
    const { reason, message } = failure(error, 'header')
    const why = request.method === 'GET' ? 'non-eligible-no-refresh-cookie' : 'non-eligible-non-get'
    const named = {
      'token-expired': `session-token-expired-refresh-${why}`,
      'token-not-active-yet': 'session-token-nbf',
      'token-iat-in-the-future': 'session-token-iat-in-the-future',
    } as Record<string, string>
    return signedOut(named[reason] ?? reason, message, trace)
  }
}
