import type { User } from 'clerklet'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { entry, Refusal } from '../core/errors.ts'
import { readFormFields } from '../core/params.ts'
import { webAddress } from '../core/webAddress.ts'
import {
  admitByTicket,
  clientOfBrowser,
  ensureClient,
  invitationBehind,
  recognise,
} from '../frontend/index.ts'
import { userOf } from '../identity/index.ts'
import { addSession, currentSession, endSessions, openSessions } from '../sessions/index.ts'
import type { State } from '../state.ts'
import { consentPage } from './consent.ts'
import { isCrossSite } from './crossSite.ts'
import { answerPage } from './layout.ts'
import { describeUser } from './people.ts'

/** The maximum number of users on the page. A search covers all users. */
const SHOWN = 50

/**
 * Serves `/sign-in`, `/sign-out` and `/oauth-consent`, in place of Clerk's Account Portal. People sign in as a user with one
 * click. The pages work without scripts.
 */
export function signInPages(state: State): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    if (!(error instanceof Refusal)) throw error
    return refusedPage(c, error)
  })

  // Without this check, a page of any site could sign people in to the emulator and out of it.
  app.on('POST', ['/sign-in', '/sign-out'], async (c, next) => {
    if (isCrossSite(c)) {
      throw new Refusal(
        403,
        entry('origin_invalid', 'Invalid origin', 'This form works on the emulator’s pages only.'),
      )
    }
    await next()
  })

  app.route('/', consentPage(state))

  app.get('/sign-in', (c) => signInPage(state, c, recognise(state, c)))
  app.post('/sign-in', async (c) => {
    const back = returnAddress(c)
    const { user_id, ticket } = await readFormFields(c)
    const browser = recognise(state, c)
    const client = ensureClient(state, browser)
    const before = openSessions(state, client)
    if (typeof ticket === 'string') admitByTicket(state, client, ticket)
    else addSession(state, typeof user_id === 'string' ? user_id : '', { client })
    // Signing in replaces the previous sessions of the browser, even when the instance allows several sessions at a time.
    endSessions(state, client, before, 'replaced')
    return c.redirect(target(c, browser, back), 303)
  })

  app.get('/sign-out', (c) => {
    recognise(state, c)
    return signOutPage(c)
  })
  app.post('/sign-out', (c) => {
    const back = returnAddress(c)
    const browser = recognise(state, c)
    const client = clientOfBrowser(state, browser)
    if (client) endSessions(state, client, openSessions(state, client), 'removed')
    return c.redirect(target(c, browser, back), 303)
  })
  return app
}

/** The query parameters that may contain the return address, in order of precedence: forced addresses first, fallbacks last. */
const WAYS_BACK = [
  'sign_in_force_redirect_url',
  'sign_up_force_redirect_url',
  'redirect_url',
  'sign_in_fallback_redirect_url',
  'sign_up_fallback_redirect_url',
]

/** Reads the return address from the first of {@link WAYS_BACK} that is present; undefined when none is present. */
function returnAddress(c: Context): URL | undefined {
  for (const name of WAYS_BACK) {
    const named = c.req.query(name)
    if (named) return webAddress(name, named)
  }
  return undefined
}

/**
 * Returns the URL to redirect to: the return address, else the sign-in page. The return address gets the dev browser token,
 * with which the application synchronizes its session.
 */
function target(c: Context, browser: string, back: URL | undefined): string {
  if (!back) return new URL('/sign-in', c.req.url).href
  back.searchParams.set('__clerk_db_jwt', browser)
  return back.href
}

function signInPage(state: State, c: Context, browser: string) {
  const back = returnAddress(c)
  const search = c.req.query('q')?.toLowerCase() ?? ''
  const current = currentSession(state, clientOfBrowser(state, browser))
  const found: User[] = []
  const isFound = (user: User) => describeUser(user).join(' ').toLowerCase().includes(search)
  for (const user of state.users.oldest(undefined, search ? isFound : undefined)) {
    if (found.length > SHOWN) break
    found.push(user)
  }
  const shown = found.slice(0, SHOWN)
  return answerPage(c, {
    title: 'Sign in',
    ...(back ? { formTargets: [back.origin] } : { scripts: ['/_emulator/signIn.js'] }),
    body: html`<main>
<div class="card">
<h1>Sign in</h1>
<p class="soft">${back ? `to continue to ${back.host}` : 'to this instance of the emulator'}</p>
${current ? html`<p role="status">Signed in as <strong>${describeUser(userOf(state, current.user_id))[0]}</strong>.</p>` : ''}
${
  state.users.size > SHOWN || search
    ? html`<form class="row" role="search" method="get">
${hidden(c)}
<label>Search users <input type="search" name="q" value="${search}"></label>
<button>Search</button>
</form>`
    : ''
}
${invitationCard(state, c)}
<form method="post">
<ul class="people" aria-label="Users">
${shown.map((user) => html`<li>${person(user)}</li>`)}
</ul>
</form>
${shown.length ? '' : html`<p role="status">${search ? 'No user matches the search.' : 'There are no users yet: seed some.'}</p>`}
${found.length > SHOWN ? html`<p class="soft">These are the first ${SHOWN}. Search for others.</p>` : ''}
</div>
${current ? html`<p><a href="/sign-out${new URL(c.req.url).search}">Sign out</a></p>` : ''}
</main>`,
  })
}

/** Renders a button that accepts the pending invitation whose link opened the page; empty without such an invitation. */
function invitationCard(state: State, c: Context) {
  const ticket = c.req.query('__clerk_ticket') ?? ''
  const invitation = invitationBehind(state, ticket)
  if (invitation?.status !== 'pending') return ''
  return html`<form method="post">
<p><button class="primary" name="ticket" value="${ticket}">Accept the invitation as <strong>${invitation.email_address}</strong></button></p>
</form>`
}

function hidden(c: Context) {
  return Object.entries(c.req.query())
    .filter(([name]) => name !== 'q')
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)
}

function person(user: User) {
  const [name, detail] = describeUser(user)
  const barred = user.banned ? 'banned' : user.locked ? 'locked' : ''
  return html`<button class="person" name="user_id" value="${user.id}"${barred ? html` disabled` : ''}>
<span>${name}</span> <span class="soft">${[detail, barred].filter(Boolean).join(' · ')}</span>
</button>`
}

function signOutPage(c: Context) {
  const back = returnAddress(c)
  return answerPage(c, {
    title: 'Sign out',
    formTargets: back ? [back.origin] : [],
    body: html`<main>
<form class="card" method="post">
<h1>Sign out</h1>
<p class="soft">${back ? `of ${back.host}` : 'of this instance of the emulator'}</p>
<button class="primary">Sign out</button>
</form>
</main>`,
  })
}

function refusedPage(c: Context, { status, errors }: Refusal) {
  return answerPage(c, {
    title: 'That did not work',
    status: status as 400 | 403 | 404 | 422,
    body: html`<main>
<div class="card" role="alert">
<h1>That did not work</h1>
${errors.map(({ long_message, code }) => html`<p>${long_message} <span class="soft">(${code})</span></p>`)}
<p><a href="/sign-in">Sign in</a></p>
</div>
</main>`,
  })
}
