import {
  configured,
  requireMachineKey,
  requireRequest,
  requireSecretKey,
} from '../instance/configuration.ts'
import {
  type MachineSignedInState,
  type MachineSignedOutState,
  machineSignedOut,
  type UnmatchedState,
  unmatched,
} from './auth/machineState.ts'
import {
  type HandshakeState,
  type SignedInState,
  type SignedOutState,
  signedIn,
  signedOut,
} from './auth/state.ts'
import { cookieSet, devBrowser } from './browser/cookieSet.ts'
import { handshake } from './browser/handshake.ts'
import {
  type Incoming,
  incomingRequest,
  instanceKey,
  isBare,
  isProduction,
  queryOf,
  sessionOf,
  urlOf,
} from './browser/incoming.ts'
import {
  checkPatterns,
  isOtherOrganization,
  organizationTarget,
} from './browser/organizationSync.ts'
import { refresh } from './browser/refresh.ts'
import { resolveHandshake } from './browser/resolveHandshake.ts'
import { arrivedFromElsewhere, settleWithSatellite } from './browser/satellite.ts'
import { cookieSuffix, knownSuffixes } from './cookieSuffix.ts'
import { authenticateMachine } from './machine/machineRequest.ts'
import {
  type AcceptsToken,
  AUTHENTICATE_REQUEST_OPTIONS,
  type AuthenticateContext,
  type AuthenticateRequestOptions,
  accepts,
  checkDomains,
  isList,
} from './options.ts'
import { sessionProperties } from './sessionProperties.ts'
import type { SessionClaims } from './token/decodeToken.ts'
import { failure } from './token/failure.ts'
import type { MachineTokenType, TokenType } from './token/kind.ts'
import { machineType } from './verifyMachineToken.ts'

/** What becomes of a request that is judged by a session token. */
export type SessionState = SignedInState | SignedOutState | HandshakeState

/** What becomes of a request when these kinds of token are accepted. Tell the kinds apart by `tokenType`, then by `status`. */
export type RequestState<Accepts extends AcceptsToken = 'session_token'> = Accepts extends 'any'
  ? StateOf<TokenType>
  : Accepts extends readonly TokenType[]
    ? StateOf<Accepts[number]> | UnmatchedState
    : Accepts extends TokenType
      ? StateOf<Accepts>
      : never

type MaybePromise<T> = T | Promise<T>

type StateOf<T extends TokenType> =
  | (Extract<T, 'session_token'> extends never ? never : SessionState)
  | MachineSignedInState<Extract<T, MachineTokenType>>
  | MachineSignedOutState<Extract<T, MachineTokenType>>

/**
 * Authenticates a request by its `Authorization` header or its cookies, and decides whether the browser must first ask the
 * Frontend API. Does not read the body.
 *
 * Add `state.headers` to the answer, and answer 307 when there is a `location` among them, whatever the status. An API that
 * takes header tokens only is smaller with `authenticateHeader`.
 *
 * @see {@link https://clerk.com/docs/guides/sessions/verify-and-authenticate Authenticating requests}
 *
 * @example
 * const state = await authenticateRequest(ctx, request, { authorizedParties: ['https://example.com'] })
 * if (state.headers.has('location')) return new Response(null, { status: 307, headers: state.headers })
 * if (!state.isAuthenticated) return new Response(state.reason, { status: 401, headers: state.headers })
 * const { userId } = state.toAuth()
 *
 * @throws {ClerkConfigError} when a key, a URL or a pattern is missing or malformed, when an option is unknown or of the
 *   wrong kind, and in development when the answer of a handshake does not hold. A bad token never throws: it is the
 *   `reason` of the state.
 */
export async function authenticateRequest<const Accepts extends AcceptsToken = 'session_token'>(
  ctx: AuthenticateContext,
  request: Request,
  options?: AuthenticateRequestOptions<Accepts>,
): Promise<RequestState<Accepts>> {
  const config = configured(ctx, options, AUTHENTICATE_REQUEST_OPTIONS)
  requireRequest(request)
  const { acceptsToken = 'session_token', publishableKey = '' } = config
  const suffix = knownSuffixes.get(publishableKey) ?? (await cookieSuffix(publishableKey))
  const incoming = incomingRequest(config, request, suffix)
  // Mistakes in the configuration come to light with the first request, not with the first one that gets that far.
  if (acceptsToken === 'm2m_token') requireMachineKey(config)
  else {
    requireSecretKey(config)
    if (acceptsToken !== 'api_key') instanceKey(incoming)
    checkDomains(config, request)
    checkPatterns(config.organizationSyncOptions)
  }
  const decided = decide(incoming, acceptsToken)
  // Awaited only if it must be: a promise that is returned as it stands takes longest.
  const state = decided instanceof Promise ? await decided : decided
  // What is decided follows `acceptsToken`, and RequestState says the same in types.
  return state as RequestState<Accepts>
}

/** No promise where none is needed: most requests to most sites bring nothing. */
function decide(
  incoming: Incoming,
  acceptsToken: AcceptsToken,
): MaybePromise<RequestState<AcceptsToken>> {
  const { ctx, token, trace } = incoming
  const decoded = token ? sessionOf(incoming, token).decoded : undefined
  const machine = token ? machineType(token, decoded) : undefined
  trace.push(`${token ? (machine ?? 'token') : 'no token'} in the header`)
  const accepted = accepts(acceptsToken, machine ?? 'session_token')
  if (!accepted && isList(acceptsToken)) return unmatched(trace)
  if (!accepted && acceptsToken !== 'session_token') {
    // Neither a list nor `any`.
    const only = acceptsToken as MachineTokenType
    return machineSignedOut(trace, only, token ? 'token-type-mismatch' : 'No token in header')
  }
  if (!token) {
    return isBare(incoming) && isProduction(incoming)
      ? signedOut(trace, 'session-token-and-uat-missing')
      : fromCookies(incoming)
  }
  return machine && accepted
    ? authenticateMachine(ctx, machine, token, decoded, trace)
    : fromToken(incoming, token)
}

/** In the order of the table in the documentation. */
function fromCookies(incoming: Incoming): MaybePromise<SessionState> {
  const resolved = resolveHandshake(incoming)
  return resolved
    ? resolved.then((state) => state ?? unlessResolved(incoming))
    : unlessResolved(incoming)
}

/** The rows of the table that are left when no answer of a handshake decides. */
function unlessResolved(incoming: Incoming): MaybePromise<SessionState> {
  const { trace } = incoming
  const early = settleWithSatellite(incoming)
  if (early) return early
  const { session, clientUat } = cookieSet(incoming)
  if (!isProduction(incoming)) {
    if (queryOf(incoming, '__clerk_db_jwt')) return handshake(incoming, 'dev-browser-sync')
    if (!devBrowser(incoming)) return handshake(incoming, 'dev-browser-missing')
  }
  if (!session) {
    return clientUat
      ? handshake(incoming, 'client-uat-but-no-session-token')
      : signedOut(trace, 'session-token-and-uat-missing')
  }
  return clientUat
    ? fromToken(incoming, session, clientUat)
    : handshake(incoming, 'session-token-but-no-client-uat')
}

/** A session token; when it came in a cookie, `clientUat` came with it. */
async function fromToken(
  incoming: Incoming,
  token: string,
  clientUat?: number,
): Promise<SessionState> {
  const { trace } = incoming
  const session = sessionOf(incoming, token)
  if (!session.isSession) return signedOut(trace, 'token-type-mismatch')
  const iat = session.claims?.iat
  // Not verified yet, and it need not be: at worst a forger is redirected.
  if (clientUat && typeof iat === 'number' && iat < clientUat) {
    return handshake(incoming, 'session-token-iat-before-client-uat')
  }
  let claims: SessionClaims
  try {
    claims = await session.verify()
  } catch (error) {
    return refused(incoming, error, clientUat ? 'cookie' : 'header')
  }
  if (clientUat) {
    if (!claims.azp) trace.push('the token has no azp')
    if (arrivedFromElsewhere(incoming)) {
      return handshake(incoming, 'primary-domain-cross-origin-sync')
    }
    if (isOfOtherOrganization(incoming, claims)) {
      const state = handshake(incoming, 'active-organization-mismatch')
      // The other organization is better than nobody.
      if (state.status === 'handshake') return state
    }
  }
  return signedIn(incoming, token, claims)
}

function isOfOtherOrganization(incoming: Incoming, claims: SessionClaims): boolean {
  const { organizationSyncOptions } = incoming.ctx
  if (!organizationSyncOptions || claims.sts === 'pending' || !claims.sub) return false
  const target = organizationTarget(urlOf(incoming).pathname, organizationSyncOptions)
  return target !== undefined && isOtherOrganization(target, sessionProperties(claims))
}

/** A session token that does not hold: refreshed if possible, else asked for anew when that may help. */
async function refused(
  incoming: Incoming,
  error: unknown,
  carrier: 'header' | 'cookie',
): Promise<SessionState> {
  const { trace } = incoming
  const { reason, message } = failure(error, carrier)
  trace.push(`the token is refused: ${reason}`)
  if (reason === 'token-expired') {
    const refreshed = await refresh(incoming)
    return typeof refreshed === 'string'
      ? handshake(incoming, `session-token-expired-refresh-${refreshed}`, message)
      : refreshed
  }
  if (reason === 'token-not-active-yet') return handshake(incoming, 'session-token-nbf', message)
  return reason === 'token-iat-in-the-future'
    ? handshake(incoming, `session-${reason}`, message)
    : signedOut(trace, reason, message)
}
