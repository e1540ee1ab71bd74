import { html } from 'hono/html'
import type { Fault } from '../core/faults.ts'
import type { RecordedRequest } from '../core/requestLog.ts'
import type { Delivery } from '../core/store.ts'
import { isLive, upToDate } from '../sessions/index.ts'
import type { State } from '../state.ts'
import { describeUser } from './people.ts'

/** What the dashboard shows of an emulator. */
export interface Shown {
  state: State
  requests: readonly RecordedRequest[]
  faults: readonly Fault[]
}

type Markup = ReturnType<typeof html>

/** Rows of one table. */
const ROWS = 25
const LOG_ROWS = 100

/** The parts of the dashboard that change, by the id of their place. */
export const SECTIONS = {
  now: ({ state }: Shown) => html`${time(state.clock.now())}`,
  users: usersSection,
  organizations: organizationsSection,
  sessions: sessionsSection,
  webhooks: webhooksSection,
  faults: faultsSection,
  requests: requestsSection,
} satisfies Record<string, (shown: Shown) => Markup>

function usersSection({ state }: Shown): Markup {
  const users = take(state.users.newest(), ROWS)
  return html`<h2 id="users-title">Users <span class="soft">${state.users.size}</span></h2>
${table(
  'users-title',
  ['Name', 'Known by', 'State', 'Sign in'],
  users.map((user) => {
    const [name, other] = describeUser(user)
    const barred = user.banned ? 'banned' : user.locked ? 'locked' : ''
    const button = barred
      ? html``
      : html`<form method="post" action="/sign-in"><button name="user_id" value="${user.id}" id="as-${user.id}" aria-label="Sign in as ${name}">Sign in</button></form>`
    const known = other && other !== user.id ? html`${other}<br>` : html``
    return [name, html`${known}<code>${user.id}</code>`, barred || 'active', button]
  }),
)}
${more(state.users.size, ROWS)}`
}

function organizationsSection({ state }: Shown): Markup {
  const organizations = take(state.organizations.newest(), ROWS)
  return html`<h2 id="organizations-title">Organizations <span class="soft">${state.organizations.size}</span></h2>
${table(
  'organizations-title',
  ['Name', 'Slug', 'Members'],
  organizations.map(({ id, name, slug }) => [
    html`${name}<br><code>${id}</code>`,
    slug,
    state.memberships.count('organization_id', id),
  ]),
)}
${more(state.organizations.size, ROWS)}`
}

function sessionsSection({ state }: Shown): Markup {
  const live = take(state.sessions.newest(), 500)
    .map((session) => upToDate(state, session))
    .filter(isLive)
  return html`<h2 id="sessions-title">Sessions <span class="soft">${live.length}</span></h2>
${table(
  'sessions-title',
  ['User', 'State', 'Since', 'Until'],
  live.slice(0, ROWS).map(({ id, user_id, status, created_at, expire_at }) => {
    const user = state.users.get(user_id)
    return [
      html`${user ? describeUser(user)[0] : user_id}<br><code>${id}</code>`,
      status,
      time(created_at),
      time(expire_at),
    ]
  }),
)}`
}

function webhooksSection({ state }: Shown): Markup {
  const byEvent = new Map<string, Delivery[]>()
  for (const delivery of state.deliveries) {
    const { id } = delivery.event
    byEvent.set(id, [...(byEvent.get(id) ?? []), delivery])
  }
  const events = state.events.slice(-ROWS).reverse()
  return html`<h2 id="webhooks-title">Webhooks <span class="soft">${state.events.length}</span></h2>
${table(
  'webhooks-title',
  ['Time', 'Event', 'Delivery'],
  events.map(({ id, type, timestamp }) => [
    time(timestamp),
    html`${type}<br><code>${id}</code>`,
    describeDeliveries(byEvent.get(id) ?? []),
  ]),
)}`
}

function describeDeliveries(deliveries: Delivery[]): Markup {
  if (!deliveries.length) return html`no endpoint`
  return html`${deliveries.map((one) => html`<div>${describeDelivery(one)}</div>`)}`
}

function describeDelivery({ status, attempts, next_at }: Delivery): Markup {
  const last = attempts.at(-1)
  const answer = last ? `${last.status ?? 'no answer'}` : ''
  if (status !== 'pending' || next_at === null) return html`${status} ${answer}`
  return last ? html`${answer}, again at ${time(next_at)}` : html`on its way`
}

function faultsSection({ faults }: Shown): Markup {
  if (!faults.length) return html`<p class="soft">Nothing is going wrong.</p>`
  return html`<ul>
${faults.map(({ route = 'every request', count = 1, ...what }) => html`<li><code>${route}</code>: ${describeFault(what)}, ${count} times more</li>`)}
</ul>
<form method="post" action="/_emulator/faults/clear" data-live><button id="clear-faults">Remove all faults</button></form>`
}

function describeFault({ status, latency, reset, truncate }: Fault): string {
  const parts = [
    status && `answers ${status}`,
    latency && `takes ${latency} ms`,
    reset && 'breaks the connection',
    truncate !== undefined && `cuts the body after ${truncate} characters`,
  ]
  return parts.filter(Boolean).join(', ') || 'changes nothing'
}

function requestsSection({ requests }: Shown): Markup {
  const last = requests.slice(-LOG_ROWS).reverse()
  return table(
    'requests-title',
    ['Time', 'Method', 'Path', 'Status', 'ms'],
    last.map(({ at, method, path, search, status, duration }) => [
      time(at),
      method,
      html`<span class="path">${path}${search}</span>`,
      html`<span class="${!status || status >= 400 ? 'bad' : ''}">${status ?? 'broken'}</span>`,
      duration === undefined ? '…' : duration.toFixed(1),
    ]),
    'Nobody has asked for anything yet.',
  )
}

function table(
  label: string,
  heads: string[],
  rows: (string | number | null | undefined | Markup)[][],
  empty = 'There are none.',
): Markup {
  if (!rows.length) return html`<p class="soft">${empty}</p>`
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${label}">
<table aria-labelledby="${label}">
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell ?? '–'}</td>`)}</tr>`)}
</tbody>
</table>
</div>`
}

function more(all: number, shown: number): Markup {
  return all > shown ? html`<p class="soft">These are the newest ${shown}.</p>` : html``
}

function take<T>(items: Iterable<T>, most: number): T[] {
  const taken: T[] = []
  for (const item of items) {
    if (taken.length === most) break
    taken.push(item)
  }
  return taken
}

/** In UTC, to the second: without a script nobody knows the reader's zone. */
function time(at: number): Markup {
  const iso = new Date(at).toISOString()
  return html`<time datetime="${iso}">${iso.replace('T', ' ').slice(0, 19)}</time>`
}
