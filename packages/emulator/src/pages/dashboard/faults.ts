import { html } from 'hono/html'
import type { Fault } from '../../core/faults.ts'
import { action, heading, type Markup } from './markup.ts'
import type { View } from './view.ts'

/** The labels of the faults to choose from, each with the fault that is sent. */
const KINDS: [string, Fault][] = [
  ['429, too many requests', { status: 429, retryAfter: 5 }],
  ['401, not authenticated', { status: 401 }],
  ['500, an error of Clerk', { status: 500 }],
  ['503, not available', { status: 503 }],
  ['3 seconds of waiting', { latency: 3000 }],
  ['a broken connection', { reset: true }],
  ['a truncated response', { truncate: 20 }],
]

export function faultsCard({ faults }: View): Markup {
  return html`${heading('faults', 'Faults', faults.length || undefined)}
<form class="row scripted" id="faults-form" data-send="POST /_emulator/faults" data-said="The fault waits for its requests.">
<label>Route <input id="fault-route" name="route" placeholder="GET /v1/users/*" autocomplete="off" spellcheck="false" aria-describedby="fault-hint"></label>
<label class="whole">What <select id="fault-what" name="what" data-spread>
${KINDS.map(([label, fault]) => html`<option value="${JSON.stringify(fault)}">${label}</option>`)}
</select></label>
<label>How often <input id="fault-count" name="count" type="number" min="1" value="1" required></label>
<button id="fault-add">Add fault</button>
</form>
<p class="soft" id="fault-hint">Without a route, the fault applies to every request.</p>
${
  faults.length
    ? html`<ul>${faults.map(({ route = 'every request', count = 1, ...what }) => html`<li><code>${route}</code>: ${describe(what)}, ${count === 1 ? 'once' : `${count} times`} more</li>`)}</ul>
<p>${action('Remove all faults', { id: 'clear-faults', send: 'DELETE /_emulator/faults', said: 'All faults are gone.' })}</p>`
    : html`<p class="soft">There are no faults.</p>`
}`
}

function describe({ status, latency, reset, truncate }: Fault): string {
  const parts = [
    status && `responds with ${status}`,
    latency && `takes ${latency} ms`,
    reset && 'breaks the connection',
    truncate !== undefined && `cuts the body after ${truncate} characters`,
  ]
  return parts.filter(Boolean).join(', ') || 'changes nothing'
}
