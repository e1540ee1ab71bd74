import { entry, Refusal } from '../core/errors.ts'
import { openSessions, type StoredClient } from '../sessions/index.ts'
import type { State } from '../state.ts'

/** Refuses a browser that is signed in, when the instance allows one session at a time. */
export function checkSignedOut(state: State, client: StoredClient | undefined): void {
  if (mayBeginSession(state, client)) return
  throw new Refusal(
    400,
    entry('session_exists', 'Session already exists', "You're already signed in."),
  )
}

/** Whether a browser may begin a session. In single-session mode, a signed-in browser may not. */
export function mayBeginSession(state: State, client: StoredClient | undefined): boolean {
  return !state.settings.single_session_mode || !openSessions(state, client).length
}

/** Refuses a second session of a user in the same browser. */
export function checkNotSignedIn(
  state: State,
  client: StoredClient | undefined,
  userId: string,
): void {
  const open = openSessions(state, client)
  const session = open.find(({ user_id }) => user_id === userId)
  if (!session) return
  throw new Refusal(
    400,
    entry(
      'identifier_already_signed_in',
      'Already signed in',
      'The user is signed in already: continue with the session in meta.session_id.',
      { session_id: session.id },
    ),
  )
}
