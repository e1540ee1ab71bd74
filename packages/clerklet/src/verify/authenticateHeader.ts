import type { ReceivedRequest } from '../core/receivedHeaders.ts'
import { configured } from '../instance/configuration.ts'
import { type OptionKinds, TOKEN_CACHE } from '../instance/optionKinds.ts'
import { type HeaderSignedInState, headerSignedIn } from './auth/headerState.ts'
import { type SignedOutState, signedOut } from './auth/state.ts'
import { VERIFY_TOKEN_OPTIONS, type VerifyTokenOptions } from './options.ts'
import { checkContext } from './token/checkContext.ts'
import { failure } from './token/failure.ts'
import { receivedToken } from './token/headerToken.ts'
import { placeholderMessage } from './token/placeholder.ts'
import { openSession, type SessionContext, verifySession } from './token/session.ts'
import { withSessionKeys } from './token/sessionKeys.ts'
import type { TokenCache } from './token/tokenCache.ts'

/** Options of {@link authenticateHeader}. Each field replaces the field of the context with the same name. */
export interface AuthenticateHeaderOptions extends VerifyTokenOptions {
  /** Caches verified session tokens, which a browser sends many times before they expire. */
  tokenCache?: TokenCache | undefined
}

const OPTIONS: OptionKinds<AuthenticateHeaderOptions> = {
  ...VERIFY_TOKEN_OPTIONS,
  tokenCache: TOKEN_CACHE,
}

/**
 * Authenticates a request by the session token in its `Authorization` header, without cookies, redirects or machine tokens. Use
 * it for APIs that browsers and apps call with a token. One key is enough: `jwtKey`, `secretKey` or `publishableKey`. In a
 * bundle, this function is much smaller than `authenticateRequest`.
 *
 * Takes a `Request`, or an object with `headers`: `Headers`, or a plain object as Node, frameworks and Lambda pass it. In a
 * plain object, names may be in any case, and a value may be a list.
 *
 * `state.toAuth()` returns plain data without methods: `has(auth, …)` checks what the user may do, and
 * `createSessionTokenFromTemplate` makes other tokens of the session. A bundle contains these two functions only when they are
 * imported.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/session-tokens Session tokens}
 *
 * @example
 * const state = await authenticateHeader(ctx, request, { authorizedParties: ['https://example.com'] })
 * const auth = state.toAuth()
 * if (!auth.isAuthenticated) return state.toResponse()
 * const { userId } = auth
 *
 * @throws {ClerkConfigError} when `jwtKey`, `secretKey` and `publishableKey` are all missing, when a key, a URL or a header of
 *   the context is malformed, when an option is unknown or of the wrong type, and when the request has no headers. An invalid
 *   token never throws: the state is signed out, with a `reason`.
 */
export async function authenticateHeader(
  ctx: SessionContext,
  request: ReceivedRequest,
  options?: AuthenticateHeaderOptions,
): Promise<HeaderSignedInState | SignedOutState> {
  const token = receivedToken(request)
  const config = withSessionKeys(configured(ctx, options, OPTIONS))
  await checkContext(config)
  if (!token) return signedOut(['no token in the header'], 'session-token-missing')
  const placeholder = placeholderMessage(token)
  if (placeholder) return signedOut(['a placeholder in the header'], 'token-invalid', placeholder)
  const trace = ['token in the header']
  const session = openSession(config, token)
  if (!session.isSession) return signedOut(trace, 'token-type-mismatch')
  try {
    return headerSignedIn(trace, token, await verifySession(config, session))
  } catch (error) {
    const { reason, message } = failure(error, 'header')
    return signedOut(trace, reason, message)
  }
}
