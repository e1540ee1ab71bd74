import { sessionProperties } from './claims.ts'
import { configured, requireSecretKey } from './configuration.ts'
import { failure } from './failure.ts'
import { sessionGetToken } from './getToken.ts'
import { handshake, MOST_REDIRECTS } from './handshake.ts'
import { Incoming } from './incoming.ts'
import { isJwt, type MachineTokenType, machineJwtType, type TokenType } from './kind.ts'
import { opaqueType } from './machine.ts'
import { authenticateMachine } from './machineRequest.ts'
import {
  type MachineSignedInState,
  type MachineSignedOutState,
  machineSignedOut,
  type UnmatchedState,
  unmatched,
} from './machineState.ts'
import { openSession } from './openSession.ts'
import {
  type AcceptsToken,
  type AuthenticateContext,
  type AuthenticateRequestOptions,
  accepts,
  checkDomains,
  isList,
  onlyMachine,
} from './options.ts'
import { checkPatterns, isOtherOrganization, organizationTarget } from './organizationSync.ts'
import { refresh } from './refresh.ts'
import { resolveHandshake } from './resolveHandshake.ts'
import { answerSatellite, arrivedFromElsewhere, synchronise } from './satellite.ts'
import {
  type HandshakeState,
  type SignedInState,
  type SignedOutState,
  signedIn,
  signedOut,
} from './state.ts'

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
 * @throws {ClerkConfigError} when a key, a URL or a pattern is missing or malformed, and in development when the answer of a
 *   handshake does not hold. A bad token never throws: it is the `reason` of the state.
 */
export async function authenticateRequest<const Accepts extends AcceptsToken = 'session_token'>(
  ctx: AuthenticateContext,
  request: Request,
  options?: AuthenticateRequestOptions<Accepts>,
): Promise<RequestState<Accepts>> {
  const config = configured(ctx, options)
  const accepted = config.acceptsToken ?? 'session_token'
  const incoming = new Incoming(config, request)
  check(incoming, accepted)
  // What is decided follows `accepted`, and RequestState says the same in types.
  return (await decide(incoming, accepted)) as RequestState<Accepts>
}

/** Mistakes in the configuration come to light with the first request, not with the first one that gets that far. */
function check(incoming: Incoming, accepted: AcceptsToken): void {
  const { ctx, request } = incoming
  if (accepted !== 'm2m_token' || !ctx.machineSecretKey) requireSecretKey(ctx)
  if (accepted === 'm2m_token') return
  if (accepted !== 'api_key') void incoming.key
  checkDomains(ctx, request)
  if (ctx.organizationSyncOptions) checkPatterns(ctx.organizationSyncOptions)
}

async function decide(
  incoming: Incoming,
  accepted: AcceptsToken,
): Promise<RequestState<AcceptsToken>> {
  const { headerToken: token, trace } = incoming
  const decoded = token && isJwt(token) ? incoming.opened(token)?.decoded : undefined
  const machine =
    token === undefined ? undefined : (opaqueType(token) ?? (decoded && machineJwtType(decoded)))
  trace.push(token === undefined ? 'no token in the header' : `${machine ?? 'token'} in the header`)
  if (isList(accepted) && !accepts(accepted, machine ?? 'session_token')) return unmatched(trace)
  const only = onlyMachine(accepted)
  if (token === undefined) {
    return only ? machineSignedOut(only, 'No token in header', '', trace) : fromCookies(incoming)
  }
  if (only && machine !== only) return machineSignedOut(only, 'token-type-mismatch', '', trace)
  return machine && accepts(accepted, machine)
    ? authenticateMachine(incoming.ctx, machine, token, decoded, trace)
    : fromHeader(incoming, token)
}

async function fromHeader(incoming: Incoming, token: string): Promise<SessionState> {
  const { ctx, trace } = incoming
  try {
    const session = incoming.opened(token) ?? openSession(ctx, token)
    if (!session.isSession) return signedOut('token-type-mismatch', '', trace)
    const claims = await session.verify()
    return signedIn(token, claims, sessionGetToken(ctx, token, claims.sid), trace)
  } catch (error) {
    return refused(incoming, error, 'header')
  }
}

/** The rows are those of the table in the documentation. */
async function fromCookies(incoming: Incoming): Promise<SessionState> {
  const { trace, production } = incoming
  const row = (number: number) => trace.push(`row ${number}`)
  // Whoever never signed in brings nothing that the first three could find.
  const early =
    !incoming.isBare &&
    ((await resolveHandshake(incoming)) ??
      (await synchronise(incoming)) ??
      (await answerSatellite(incoming)))
  if (early) return early

  const { session, clientUat } = await incoming.cookieSet()
  if (!production && incoming.query('__clerk_db_jwt')) {
    row(4)
    return handshake(incoming, 'dev-browser-sync')
  }
  if (!production && !(await incoming.devBrowser())) {
    row(5)
    return handshake(incoming, 'dev-browser-missing')
  }
  if (!session) {
    row(clientUat ? 8 : 6)
    return clientUat
      ? handshake(incoming, 'client-uat-but-no-session-token')
      : signedOut('session-token-and-uat-missing', '', trace)
  }
  if (!clientUat) {
    row(7)
    return handshake(incoming, 'session-token-but-no-client-uat')
  }
  return fromSessionCookie(incoming, session, clientUat)
}

async function fromSessionCookie(
  incoming: Incoming,
  token: string,
  clientUat: number,
): Promise<SessionState> {
  const { ctx, trace } = incoming
  let claims: SignedInState['payload']
  try {
    const session = incoming.opened(token) ?? openSession(ctx, token)
    if (!session.isSession) {
      trace.push('row 10')
      return signedOut('token-type-mismatch', '', trace)
    }
    const { iat } = session.claims
    // Not verified yet, and it need not be: at worst a forger is redirected.
    if (typeof iat === 'number' && iat < clientUat) {
      trace.push('row 11')
      return handshake(incoming, 'session-token-iat-before-client-uat')
    }
    claims = await session.verify()
  } catch (error) {
    return refused(incoming, error, 'cookie')
  }
  if (!claims.azp) trace.push('the token has no azp')
  if (arrivedFromElsewhere(incoming)) {
    trace.push('row 14')
    return handshake(
      incoming,
      'primary-domain-cross-origin-sync',
      'The request comes from another origin: the session may have changed there.',
    )
  }
  return (
    (await activateOrganization(incoming, claims)) ??
    signedIn(token, claims, sessionGetToken(ctx, token, claims.sid), trace)
  )
}

async function activateOrganization(
  incoming: Incoming,
  claims: SignedInState['payload'],
): Promise<HandshakeState | undefined> {
  const { organizationSyncOptions } = incoming.ctx
  if (!organizationSyncOptions || claims.sts === 'pending' || !claims.sub) return undefined
  const target = organizationTarget(incoming.url.pathname, organizationSyncOptions)
  if (!target || !isOtherOrganization(target, sessionProperties(claims))) return undefined
  incoming.trace.push('row 15')
  if (incoming.redirects >= MOST_REDIRECTS) {
    incoming.trace.push(
      'the organization of the path cannot be activated: staying with the other one',
    )
    return undefined
  }
  const state = await handshake(incoming, 'active-organization-mismatch')
  return state.status === 'handshake' ? state : undefined
}

/** A session token that does not hold: refreshed if possible, else asked for anew when that may help. */
async function refused(
  incoming: Incoming,
  error: unknown,
  carrier: 'header' | 'cookie',
): Promise<SessionState> {
  const { reason, message } = failure(error, carrier)
  incoming.trace.push(`the token is refused: ${reason}`)
  if (reason === 'token-expired') {
    const refreshed = await refresh(incoming)
    return typeof refreshed === 'string'
      ? handshake(incoming, `session-token-expired-refresh-${refreshed}`, message)
      : refreshed
  }
  if (reason === 'token-not-active-yet') return handshake(incoming, 'session-token-nbf', message)
  return reason === 'token-iat-in-the-future'
    ? handshake(incoming, 'session-token-iat-in-the-future', message)
    : signedOut(reason, message, incoming.trace)
}
