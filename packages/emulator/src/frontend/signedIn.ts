import type { User } from 'clerklet'
import type { Context } from 'hono'
import { entry, notFound, Refusal } from '../core/errors.ts'
import { userOf } from '../identity/index.ts'
import { currentSession, openSessions, type Session, type StoredClient } from '../sessions/index.ts'
import type { State } from '../state.ts'
import { browserOf, clientOfBrowser } from './browsers.ts'

/** The caller of a route that needs a session. */
export interface SignedIn {
  client: StoredClient
  session: Session
  user: User
}

/**
 * Returns the caller, with the session that `_clerk_session_id` in the query names, else the current session of the browser.
 *
 * @throws {Refusal} 401 when the browser is signed out, or the named session is not open.
 */
export function signedIn(state: State, c: Context): SignedIn {
  const client = clientOfBrowser(state, browserOf(state, c))
  const named = c.req.query('_clerk_session_id')
  const session = named
    ? openSessions(state, client).find(({ id }) => id === named)
    : currentSession(state, client)
  if (!client || !session) {
    throw new Refusal(
      401,
      entry(
        'authentication_invalid',
        'Invalid authentication',
        'The browser is signed out: sign in first.',
      ),
    )
  }
  return { client, session, user: userOf(state, session.user_id) }
}

/** A session and the client that it belongs to. */
export interface OwnSession {
  client: StoredClient
  session: Session
}

/**
 * Returns the session in the path, and its client, when the session belongs to the browser of the request.
 *
 * @throws {Refusal} 404 when the browser has no such session, or the session has ended.
 */
export function ownSession(state: State, c: Context): OwnSession {
  const id = c.req.param('id') ?? ''
  const client = clientOfBrowser(state, browserOf(state, c))
  const session = openSessions(state, client).find((one) => one.id === id)
  if (!client || !session) throw notFound(`No session was found with id ${id}`)
  return { client, session }
}
