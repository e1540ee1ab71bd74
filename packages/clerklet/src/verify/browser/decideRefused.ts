import { cookieLine } from './cookieLine.ts'
import { answerOf, type Decision, signedOutFor, stepOf, traced } from './decision.ts'
import { handshakeOr } from './handshakeOr.ts'
import type { RequestFacts } from './readRequest.ts'
import type { Settings } from './settings.ts'

/** The reason and the message of a refused token. */
export interface Refusal {
  readonly reason: string
  readonly message: string
}

/**
 * Decides about a session token that failed verification, from the header or from a cookie. For a cookie, this is row 12 of the
 * table for cookies in `docs/authentication.md`.
 *
 * | reason | decision |
 * |---|---|
 * | `token-expired` | refresh, or a handshake when a refresh is not possible |
 * | `token-not-active-yet`, `token-iat-in-the-future` | handshake |
 * | any other | signed out |
 */
export function decideRefused(
  facts: RequestFacts,
  settings: Settings,
  { reason, message }: Refusal,
): Decision {
  const trace = [`the token is refused: ${reason}`]
  if (reason === 'token-expired') return traced(trace, decideExpired(facts, settings, message))
  if (reason === 'token-not-active-yet') {
    return traced(trace, handshakeOr(facts, settings, 'session-token-nbf', message))
  }
  if (reason === 'token-iat-in-the-future') {
    return traced(trace, handshakeOr(facts, settings, `session-${reason}`, message))
  }
  return answerOf(signedOutFor(reason, message), trace)
}

/** Decides by `handshakeOr` when a token cannot be refreshed. `reason` says why no refresh is possible, or why it failed. */
export function decideUnrefreshed(
  facts: RequestFacts,
  settings: Settings,
  reason: string,
  message: string,
): Decision {
  return handshakeOr(facts, settings, `session-token-expired-refresh-${reason}`, message)
}

function decideExpired(facts: RequestFacts, settings: Settings, message: string): Decision {
  const { method, cookies, headerToken, refreshToken } = facts
  const instead = (reason: string) => decideUnrefreshed(facts, settings, reason, message)
  if (method !== 'GET') return instead('non-eligible-non-get')
  const trace = [cookieLine(facts)]
  if (!refreshToken) return traced(trace, instead('non-eligible-no-refresh-cookie'))
  const expired = cookies.session ?? headerToken
  if (!expired?.claims) return traced(trace, instead('expired-session-token-decode-failed'))
  const { sid } = expired.claims
  // The claims are unverified: `sid` may be `..`, which must not become part of a path.
  if (typeof sid !== 'string' || !/^\w+$/.test(sid)) {
    return traced(trace, instead('expired-session-token-missing-sid-claim'))
  }
  const { token } = expired
  return stepOf({ kind: 'refresh', facts, token, sessionId: sid, refreshToken, message }, [
    ...trace,
    'refreshing the token',
  ])
}
