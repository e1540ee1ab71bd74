import { html } from 'hono/html'
import { isLive, type Session, upToDate } from '../../sessions/index.ts'
import { describeUser } from '../people.ts'
import { data, heading, type Markup, nothing, opener, table, time } from './markup.ts'
import { finds, firstOf, openIds, type View } from './view.ts'

const ROWS = 25
/** The number of newest sessions that the card searches for live sessions. */
const LOOKED_AT = 500

/** Renders the live sessions. */
export function sessionsCard(view: View): Markup {
  const { state } = view
  const live = firstOf(state.sessions.newest(), LOOKED_AT)
    .map((session) => upToDate(state, session))
    .filter(isLive)
  const found = live.filter(({ id, user_id, status }) =>
    finds(view, id, user_id, nameOf(view, user_id), status),
  )
  const rows = firstOf(
    found,
    ROWS,
    openIds(view, 'session').flatMap((id) => state.sessions.peek(id) ?? []),
  )
  return html`${heading('sessions', 'Sessions', found.length)}
${
  rows.length
    ? table(
        view,
        'Sessions',
        ['User', 'State', 'Since', 'Until'],
        rows.map((session) => rowOf(view, session)),
      )
    : nothing(
        view,
        html`<p>Nobody is signed in. Sign in as a user of the list, or on the <a href="/sign-in">sign-in page</a>.</p>`,
      )
}
${found.length > ROWS ? html`<p class="soft">These are the newest ${ROWS}. Searching finds the others.</p>` : ''}`
}

function nameOf({ state }: View, userId: string): string {
  const user = state.users.peek(userId)
  return user ? describeUser(user)[0] : userId
}

function rowOf(view: View, session: Session) {
  const { id, user_id, status, created_at, expire_at } = session
  const key = `session-${id}`
  return {
    key,
    cells: [
      html`${opener(view, key, nameOf(view, user_id))}<br><code>${id}</code>`,
      status,
      time(created_at),
      time(expire_at),
    ],
    detail: () => data(view, 'Session', session),
  }
}
