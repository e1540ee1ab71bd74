import { html } from 'hono/html'
import type { Delivery, EmittedEvent } from '../../core/store.ts'
import {
  action,
  countOf,
  data,
  hasMore,
  heading,
  type Markup,
  nothing,
  opener,
  safe,
  table,
  time,
} from './markup.ts'
import { finds, firstOf, openIds, type View } from './view.ts'

const ROWS = 50

/** Renders the webhook events and their deliveries. */
export function eventsCard(view: View): Markup {
  const { events, deliveries } = view.state
  const found = events.filter((event) => matches(view, event)).reverse()
  const open = new Set(openIds(view, 'event'))
  const rows = firstOf(
    found,
    ROWS,
    events.filter(({ id }) => open.has(id)),
  )
  const shown = new Set(rows.map(({ id }) => id))
  const byEvent = new Map<string, Delivery[]>()
  for (const delivery of deliveries.oldest(undefined, ({ event }) => shown.has(event.id))) {
    const { id } = delivery.event
    byEvent.set(id, [...(byEvent.get(id) ?? []), delivery])
  }
  return html`${heading('events', 'Events', countOf(view, events.length, found.length, ROWS))}
${
  rows.length
    ? table(
        view,
        'Events',
        ['Time', 'Event', 'Delivery'],
        rows.map((event) => rowOf(view, event, byEvent.get(event.id) ?? [])),
      )
    : nothing(
        view,
        html`<p>Webhook events appear here when data changes. <code>clerklet-emulator --webhook http://localhost:3000/webhooks</code> delivers them there, signed.</p>`,
      )
}
${hasMore(view, events.length, found.length, ROWS)}`
}

function matches(view: View, { id, type, data }: EmittedEvent): boolean {
  return finds(view, id, type, ...(view.search ? [JSON.stringify(data)] : []))
}

function rowOf(view: View, event: EmittedEvent, deliveries: Delivery[]) {
  const { id, type, timestamp, ...rest } = event
  const key = `event-${id}`
  return {
    key,
    cells: [
      time(timestamp),
      html`${opener(view, key, type)}<br><code>${id}</code>`,
      deliveries.length
        ? html`${deliveries.map((one) => html`<div>${describeDelivery(one)}</div>`)}`
        : 'no endpoint',
    ],
    detail: () => html`${
      deliveries.length
        ? html`<section class="block"><h3>Deliveries</h3><ul>${deliveries.map((one) => html`<li><span class="breaks">${safe(view, one.url)}</span>${attemptsOf(one)}</li>`)}</ul>
<p>${action('Deliver again', {
            id: `redeliver-${id}`,
            send: `POST /_emulator/events/${id}/redeliver`,
            said: `${type} is on its way once more.`,
            name: `Deliver ${type} again`,
          })}</p></section>`
        : html`<p class="soft">No endpoint receives it: <code>--webhook</code> or the option <code>webhooks</code> adds one.</p>`
    }
${data(view, 'Payload', { type, timestamp, ...rest })}`,
  }
}

function attemptsOf({ attempts }: Delivery): Markup {
  if (!attempts.length) return html`: not attempted yet`
  return html`<ol>${attempts.map(({ at, status }) => html`<li>${time(at)}: ${status ?? 'no response'}</li>`)}</ol>`
}

function describeDelivery({ status, attempts, next_at }: Delivery): Markup {
  const last = attempts.at(-1)
  const answer = last ? `${last.status ?? 'no response'}` : ''
  if (status === 'failed') return html`<span class="bad">failed</span> ${answer}`
  if (status !== 'pending' || next_at === null) return html`${status} ${answer}`
  return last
    ? html`<span class="bad">${answer}</span>, again at ${time(next_at)}`
    : html`on its way`
}
