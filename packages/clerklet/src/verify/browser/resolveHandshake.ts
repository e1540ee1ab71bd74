import { callApi } from '../../core/callApi.ts'
import { ClerkApiError, ClerkConfigError } from '../../core/errors.ts'
import { path } from '../../core/path.ts'
import { withoutParameters } from '../../instance/url.ts'
import { isOutage } from '../auth/reasons.ts'
import { refuse } from '../errors.ts'
import { decodeToken, type SessionClaims } from '../token/decodeToken.ts'
import { failure } from '../token/failure.ts'
import { hasCategory } from '../token/kind.ts'
import { verifySessionToken } from '../token/session.ts'
import { verifySignature } from '../token/signature.ts'
import { decideCookies } from './decide.ts'
import { answerOf, type Decision, type ResponseHeaders, signedOutFor, traced } from './decision.ts'
import type { RequestFacts } from './readRequest.ts'
import { redirectTo } from './redirectTo.ts'
import { cookieHeaders, sessionCookie } from './setCookie.ts'
import { isProduction, type Settings } from './settings.ts'

/** The clock skew that is tolerated in development, in milliseconds. The clock of a computer may be slow after it has slept. */
const DEVELOPMENT_SKEW = 86_400_000

/** The parameters that the Frontend API adds to the URL in development. The last redirect of a handshake removes them. */
const LEFT_BEHIND = [
  '__clerk_handshake',
  '__clerk_help',
  '__clerk_db_jwt',
  '__clerk_handshake_nonce',
]

/**
 * Resolves the result of a handshake: the cookies to set, which contain the session token.
 *
 * The request is signed out when the result has no session token, when the API refuses the nonce, and during an outage. The
 * request is authenticated by its own cookies when the session token is refused, and in production also when the handshake
 * token is refused.
 *
 * @throws {ClerkConfigError} in development, when the handshake token is not valid: another redirect would return the same
 *   token.
 */
export async function resolveHandshake(facts: RequestFacts, settings: Settings): Promise<Decision> {
  const { handshakeNonce: nonce, handshakeToken: token = '' } = facts
  const production = isProduction(settings)
  const carrier = nonce ? 'nonce' : 'token'
  const trace: string[] = []
  /** Adds the error to the trace. `outage` is the result of the request when the error is an outage, otherwise null. */
  const traceFailure = (what: string, error: unknown, headers: ResponseHeaders) => {
    const { reason, message } = failure(error)
    const problem = `${what} cannot be used: ${message}`
    trace.push(problem)
    const isConclusive = !isOutage(reason) || isUnknownNonce(error)
    const outage = isConclusive ? null : answerOf(signedOutFor(reason, problem, headers), trace)
    return { problem, outage }
  }

  let lines: unknown
  try {
    lines = nonce ? await linesOfNonce(settings, nonce) : await linesOfToken(settings, token)
  } catch (error) {
    const { problem, outage } = traceFailure(`handshake ${carrier}`, error, [])
    if (outage) return outage
    if (!nonce) {
      // In production, the cookie with the token may belong to another application on the same domain, so the token is ignored.
      if (production) return traced(trace, decideCookies(facts, settings))
      throw new ClerkConfigError(
        `${problem}: check that the keys belong to one instance, and delete the cookies`,
      )
    }
  }
  const set = cookieHeaders(lines)
  trace.push(`handshake by ${carrier}: ${set.length} cookies`)
  const headers: ResponseHeaders = [
    ['access-control-allow-origin', 'null'],
    ['access-control-allow-credentials', 'true'],
    ...set,
  ]
  if (!production && !settings.api)
    headers.push(...redirectTo(withoutParameters(facts.url, LEFT_BEHIND)))
  const session = sessionCookie(set)
  if (!session) {
    return answerOf(signedOutFor('session-token-missing', '', headers), trace)
  }
  try {
    const claims = await verifyWithLeniency(settings, session, trace)
    return answerOf({ kind: 'signedIn', token: session, claims, headers }, trace)
  } catch (error) {
    // Sets the cookies even during an outage, because a nonce can only be used once.
    const { outage } = traceFailure('handshake session', error, headers)
    if (outage) return outage
    return traced(trace, decideCookies(facts, settings))
  }
}

/** Whether the API reports that the nonce does not exist, or has been used. Any other error may be an outage. */
function isUnknownNonce(error: unknown): boolean {
  return error instanceof ClerkApiError && [400, 404, 410, 422].includes(error.status)
}

async function linesOfNonce(ctx: Settings, nonce: string): Promise<unknown> {
  const { directives } = await callApi<{ directives?: unknown }>(ctx, {
    operation: 'getHandshakePayload',
    path: path`/clients/handshake_payload`,
    search: `?${new URLSearchParams({ nonce })}`,
    tokens: [nonce],
  })
  return directives
}

/** Returns the cookie lines in a handshake token. Checks the signature and the category; the token has no expiry. */
async function linesOfToken(ctx: Settings, token: string): Promise<unknown> {
  const decoded = decodeToken(token)
  if (!hasCategory(decoded.header, 'session_token'))
    refuse('token-invalid', 'The token is of another kind.')
  await verifySignature(ctx, decoded)
  return decoded.payload.handshake
}

async function verifyWithLeniency(
  settings: Settings,
  session: string,
  trace: string[],
): Promise<SessionClaims> {
  try {
    return await verifySessionToken(settings, session)
  } catch (error) {
    const { reason } = failure(error)
    if (isProduction(settings) || !/(expired|yet|future)$/.test(reason)) throw error
    trace.push(`the clock of this machine is off: ${reason}`)
    return verifySessionToken({ ...settings, clockSkewInMs: DEVELOPMENT_SKEW }, session)
  }
}
