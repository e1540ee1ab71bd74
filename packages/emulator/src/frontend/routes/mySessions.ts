import { type Context, Hono } from 'hono'
import { notFound } from '../../core/errors.ts'
import { inOrder } from '../../core/lists.ts'
import { closeSession, isLive, type Session, upToDate } from '../../sessions/index.ts'
import type { State } from '../../state.ts'
import { answer, sendSession } from '../answers.ts'
import { signedIn } from '../signedIn.ts'

/** `/me/sessions`: the user's sessions in all browsers. */
export function mySessions(state: State): Hono {
  const app = new Hono()

  app.get('/', async (c) => {
    const { user } = signedIn(state, c)
    // Replaced sessions are left out: the Frontend API has no status `replaced`.
    const shown = sessionsOf(user.id).filter(({ status }) => status !== 'replaced')
    return c.json(await Promise.all(shown.map((session) => sendSession(state, session, c))))
  })

  app.get('/active', (c) => {
    const { user, session: own } = signedIn(state, c)
    const live = sessionsOf(user.id).filter(isLive)
    return c.json(
      live.map((session) => ({
        ...session,
        latest_activity: activityOf(session, session.id === own.id ? c : undefined),
      })),
    )
  })

  app.post('/:id/revoke', async (c) => {
    const { client, user } = signedIn(state, c)
    const id = c.req.param('id')
    const session = sessionsOf(user.id).find((one) => one.id === id)
    if (!session) throw notFound(`The user has no session with id ${id}`)
    closeSession(state, session, 'revoked')
    return answer(state, c, client, await sendSession(state, session, c))
  })

  function sessionsOf(userId: string): Session[] {
    const all = state.sessions.where('user_id', userId).map((one) => upToDate(state, one))
    return inOrder(new URLSearchParams(), all, { created_at: ({ created_at }) => created_at })
  }
  return app
}

/** Returns the `latest_activity` of a session. Its `User-Agent` is known only for the session of the request. */
function activityOf({ id }: Session, c: Context | undefined) {
  return {
    object: 'session_activity',
    id: id.replace('sess_', 'sess_activity_'),
    is_mobile: /\bMobi/.test(c?.req.header('user-agent') ?? ''),
  }
}
