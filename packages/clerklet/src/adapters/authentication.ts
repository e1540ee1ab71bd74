import { sessionGetToken } from '../verify/auth/getToken.ts'
import type { HeaderSignedInState } from '../verify/auth/headerState.ts'
import { signedInAuth, type ToAuthOptions, unlessPending } from '../verify/auth/sessionAuth.ts'
import type { SignedOutState } from '../verify/auth/state.ts'
import { type AuthenticateHeaderOptions, authenticateHeader } from '../verify/authenticateHeader.ts'
import { authenticateRequest, type RequestState } from '../verify/authenticateRequest.ts'
import type {
  AcceptsToken,
  AuthenticateContext,
  AuthenticateRequestOptions,
} from '../verify/options.ts'
import type { Auth } from '../verify/selectAuth.ts'

/** The state of a request after `headerMiddleware`: signed in or signed out. */
export type HeaderState = HeaderSignedInState | SignedOutState

/** The result of a middleware for a request. */
export interface Authentication<State = RequestState<AcceptsToken> | HeaderState> {
  /** The context, with the keys of the options and the `waitUntil` of the platform. */
  readonly ctx: AuthenticateContext
  readonly state: State
  /** Returns the auth object, with `has()` and `getToken()`; `null` during a handshake. */
  toAuth(options?: ToAuthOptions): Auth | null
}

/** Authenticates a request by its header or its cookies. Accepts every kind of token, unless `acceptsToken` is set. */
export async function byRequest(
  ctx: AuthenticateContext,
  request: Request,
  options: AuthenticateRequestOptions,
): Promise<Authentication<RequestState<AcceptsToken>>> {
  const acceptsToken = options.acceptsToken ?? ctx.acceptsToken ?? 'any'
  const state = await authenticateRequest(ctx, request, { ...options, acceptsToken })
  return { ctx, state, toAuth: (how) => state.toAuth(how) }
}

/** Authenticates a request by the session token in its header. */
export async function byHeader(
  ctx: AuthenticateContext,
  request: Request,
  options: AuthenticateHeaderOptions,
): Promise<Authentication<HeaderState>> {
  const state = await authenticateHeader(ctx, request, options)
  if (!state.isAuthenticated) return { ctx, state, toAuth: () => state.toAuth() }
  const { payload, token } = state
  const getToken = sessionGetToken(ctx, token, payload.sid)
  return { ctx, state, toAuth: unlessPending(payload, () => signedInAuth(payload, getToken)) }
}
