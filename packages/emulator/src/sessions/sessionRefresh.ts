import type { RefreshSessionParams } from 'clerklet'
import { entry, Refusal } from '../core/errors.ts'
import { readJwt } from '../core/jwt.ts'
import type { State } from '../state.ts'
import { noteActivity } from './activity.ts'
import { upToDate } from './sessions.ts'
import type { Session } from './store.ts'
import { SESSION_CATEGORY } from './tokens.ts'

/** The body of a refresh request. `suffixed_cookies` is in the query instead. */
export type RefreshParams = Omit<RefreshSessionParams, 'suffixed_cookies'>

/** The session and the authorized party of an accepted token. */
export interface Accepted {
  session: Session
  azp: string
}

/**
 * Accepts a session token for a refresh, even when it has expired, and records it. Refuses the token that was accepted last for
 * the session.
 *
 * @throws {Refusal} 401 when the session token is invalid, when the tokens or the origin do not match the session, or when the
 * session is not active. The application then starts a handshake.
 */
export async function acceptExpiredToken(
  state: State,
  sessionId: string,
  params: RefreshParams,
): Promise<Accepted> {
  const { session, azp, jti } = await checkRefresh(state, sessionId, params)
  state.refreshed.set(session.id, jti)
  noteActivity(state, session)
  return { session, azp }
}

async function checkRefresh(
  state: State,
  sessionId: string,
  { expired_token, refresh_token, request_origin }: RefreshParams,
): Promise<Accepted & { jti: string }> {
  const read = await readJwt(state, expired_token)
  if (!read) throw refused('expired_session_token_invalid', 'The session token is not valid')
  const { sid, azp, iat, jti = '' } = read.claims
  if (read.header.cat !== SESSION_CATEGORY) {
    throw refused(
      'session_refresh_session_token_ineligible',
      'The token is not a session token, and cannot be refreshed',
    )
  }
  if (typeof sid !== 'string') {
    throw refused('expired_session_token_missing_sid', "The session token has no 'sid' claim")
  }
  if (sid !== sessionId) {
    throw refused('refresh_sid_mismatch', 'The session token belongs to another session')
  }
  if (iat === undefined) {
    throw refused(
      'session_refresh_expired_session_token_missing_iat',
      "The session token has no 'iat' claim",
    )
  }
  if (typeof azp !== 'string') {
    throw refused('expired_session_token_missing_azp', "The session token has no 'azp' claim")
  }
  if (!URL.canParse(request_origin)) {
    throw refused('refresh_request_origin_invalid', 'request_origin could not be parsed')
  }
  if (new URL(request_origin).origin !== azp) {
    throw refused('refresh_request_origin_azp_mismatch', "request_origin is not the 'azp' claim")
  }
  const session = state.sessions.get(sessionId)
  if (!session) {
    throw refused('session_refresh_session_not_found', `No session was found with id ${sessionId}`)
  }
  if (upToDate(state, session).status !== 'active') {
    throw refused('session_refresh_inactive_session', 'The session is not active')
  }
  if (state.secrets.get(sessionId) !== refresh_token) {
    throw refused('refresh_token_not_found', 'The refresh token was not found')
  }
  if (state.refreshed.get(sessionId) === jti) {
    throw refused(
      'session_refresh_expired_session_token_consumed',
      'The session token was exchanged before',
    )
  }
  return { session, azp, jti }
}

function refused(code: string, long: string): Refusal {
  return new Refusal(401, entry(code, 'cannot refresh the session', long))
}
