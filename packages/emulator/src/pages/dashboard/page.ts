import type { Context } from 'hono'
import { html } from 'hono/html'
import { answerPage } from '../layout.ts'
import { CARDS, COLUMNS } from './cards.ts'
import { action } from './markup.ts'
import type { View } from './view.ts'

/** Responds with the page of the dashboard. The script of the page updates only the cards. */
export function dashboardPage(c: Context, view: View): Promise<Response> {
  return answerPage(c, {
    title: 'Clerk emulator',
    styles: ['/_emulator/dashboard.css'],
    scripts: ['/_emulator/dashboard.js'],
    body: html`<header class="bar">
<h1>Clerk emulator</h1>
<p>Instance <code>${view.state.instance.id}</code></p>
<form role="search" id="search-form" method="get" action="/">
<label for="search" class="unseen">Search in all cards</label>
<input type="search" id="search" name="q" value="${view.search}" placeholder="Search in all cards" autocomplete="off" spellcheck="false">
</form>
<div class="actions">
<button id="pause" type="button" class="scripted" aria-pressed="false">Pause updates</button>
<button id="start-over" type="button" class="scripted" data-dialog="start-over-dialog" aria-haspopup="dialog">Start over</button>
</div>
<nav aria-label="Cards"><ul>${Object.entries(CARDS).map(([id, { title }]) => html`<li><a href="#${id}">${title}</a></li>`)}<li><a href="/sign-in">Sign-in page</a></li></ul></nav>
</header>
<p id="status" role="status"></p>
<p id="found" role="status" class="unseen"></p>
<p class="plain">Without JavaScript this page shows the moment at which it was loaded, and changes nothing.</p>
<main class="board">
${COLUMNS.map((ids) => html`<div class="column">${ids.map((id) => html`<section class="card" id="${id}" aria-labelledby="${id}-title">${CARDS[id]?.render(view)}</section>`)}</div>`)}
</main>
<dialog id="start-over-dialog" aria-labelledby="start-over-title" aria-describedby="start-over-text">
<form method="dialog">
<h2 id="start-over-title">Start over?</h2>
<p id="start-over-text">Everything goes that was added since the start: users, organizations, sessions, messages, events, requests and faults. What the seed holds comes back, and the clock stays where it is.</p>
<div class="actions">
<button id="start-over-no" autofocus>Keep it all</button>
${action('Start over', { id: 'start-over-yes', send: 'POST /_emulator/reset', said: 'Everything is as it was at the start.' })}
</div>
</form>
</dialog>`,
  })
}
