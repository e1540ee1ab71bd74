import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { Refusal } from '../core/errors.ts'
import type { Fault } from '../core/faults.ts'
import { readFormFields } from '../core/params.ts'
import { control, type Panel } from './control.ts'
import { ownSiteOnly } from './crossSite.ts'
import { dashboardScript } from './dashboardScript.ts'
import { SECTIONS, type Shown } from './dashboardSections.ts'
import { answerPage } from './layout.ts'
import { signInScript } from './signInScript.ts'
import { style } from './style.ts'

/** Whether a request is for the dashboard: those are neither noted nor hit by faults. */
export function isForDashboard(request: Request): boolean {
  const { pathname } = new URL(request.url)
  if (pathname.startsWith('/_emulator/') || pathname === '/health') return true
  // An application may ask any host for its root; only a browser wants to see this page.
  return pathname === '/' && (request.headers.get('accept') ?? '').startsWith('text/html')
}

/** `/` and what it needs under `/_emulator`: what is in an emulator, live, and its controls. */
export function dashboard(panel: Panel): Hono {
  const { shown, faults, reset } = panel
  const app = new Hono()
  app.use('/_emulator/*', ownSiteOnly)
  app.get('/', (c) => page(c, shown()))
  app.get('/_emulator/style.css', (c) => text(c, 'text/css', style))
  app.get('/_emulator/dashboard.js', (c) => text(c, 'text/javascript', dashboardScript))
  app.get('/_emulator/signIn.js', (c) => text(c, 'text/javascript', signInScript))
  app.get('/_emulator/sections', async (c) => {
    const entries = Object.entries(sections(shown())).map(async ([id, markup]) => [
      id,
      `${await markup}`,
    ])
    c.header('cache-control', 'no-store')
    return c.json(Object.fromEntries(await Promise.all(entries)))
  })

  // The forms of the page. What programs send is for the routes of `control`.
  app.post('/_emulator/clock', async (c, next) => {
    if (!isForm(c)) return next()
    const by = await field(c, 'by')
    const { clock } = shown().state
    try {
      clock.advance(by)
    } catch {
      return told(c, `“${by}” is not a time such as 61s, 5m, 2h or 1d.`, 422)
    }
    return told(c, `The clock was moved by ${by}.`)
  })
  app.post('/_emulator/faults', async (c, next) => {
    if (!isForm(c)) return next()
    const fault = await readFault(c)
    if (typeof fault === 'string') return told(c, fault, 422)
    faults.push(fault)
    return told(c, 'The fault waits for its requests.')
  })
  app.post('/_emulator/faults/clear', (c) => {
    faults.length = 0
    return told(c, 'All faults are gone.')
  })
  app.post('/_emulator/reset', (c, next) => {
    if (!isForm(c)) return next()
    reset()
    return told(c, 'Everything is as it was at the start.')
  })
  app.route('/', control(panel))
  app.notFound((c) => c.text('There is no such page.', 404))
  app.onError((error, c) => {
    if (error instanceof Refusal)
      return c.json({ errors: error.errors }, { status: error.status as 400 })
    throw error
  })
  return app
}

function isForm(c: Context): boolean {
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(
    c.req.header('content-type') ?? '',
  )
}

function text(c: Context, type: string, body: string) {
  c.header('content-type', `${type}; charset=utf-8`)
  c.header('x-content-type-options', 'nosniff')
  return c.body(body)
}

/** The script shows what was done; without it the page is shown again. */
function told(c: Context, what: string, status: 200 | 422 = 200) {
  const isScript = c.req.header('accept') === 'text/plain'
  return isScript || status !== 200 ? c.text(what, status) : c.redirect('/', 303)
}

async function field(c: Context, name: string): Promise<string> {
  const value = (await readFormFields(c))[name]
  return typeof value === 'string' ? value.trim() : ''
}

async function readFault(c: Context): Promise<Fault | string> {
  const route = await field(c, 'route')
  const what = await field(c, 'what')
  const count = Number((await field(c, 'count')) || 1)
  if (!Number.isInteger(count) || count < 1) return 'How often must be a whole number above 0.'
  if (route && !/^([A-Z]+ )?\/\S*$/.test(route)) {
    return 'The route must be like GET /v1/users/*, or empty for every request.'
  }
  const kinds: Record<string, Fault> = {
    429: { status: 429, retryAfter: 5 },
    500: { status: 500 },
    503: { status: 503 },
    slow: { latency: 3000 },
    reset: { reset: true },
    truncate: { truncate: 20 },
  }
  const kind = kinds[what]
  return kind ? { ...(route && { route }), count, ...kind } : 'That is no kind of fault.'
}

function sections(shown: Shown) {
  return Object.fromEntries(Object.entries(SECTIONS).map(([id, render]) => [id, render(shown)]))
}

function page(c: Context, shown: Shown) {
  const parts = sections(shown)
  const live = (id: keyof typeof SECTIONS) => html`<div id="${id}">${parts[id]}</div>`
  return answerPage(c, {
    title: 'Clerk emulator',
    scripts: ['/_emulator/dashboard.js'],
    body: html`<header class="bar">
<h1>Clerk emulator</h1>
<p>Instance <code>${shown.state.instance.id}</code></p>
<nav aria-label="Pages"><a href="/sign-in">Sign-in page</a></nav>
<button id="pause" type="button" aria-pressed="false" hidden>Pause updates</button>
</header>
<main class="board">
<p id="told" role="status" class="wide"></p>
<section class="card" aria-labelledby="clock-title">
<h2 id="clock-title">Clock</h2>
<p><span id="now">${parts.now}</span> <span class="soft">UTC</span></p>
<form class="row" method="post" action="/_emulator/clock" data-live>
<label>Move forward by <input name="by" value="61s" required autocomplete="off" spellcheck="false"></label>
<button>Move</button>
</form>
<form method="post" action="/_emulator/reset" data-live><button>Start over</button></form>
</section>
<section class="card" aria-labelledby="faults-title">
<h2 id="faults-title">Faults</h2>
<form class="row" method="post" action="/_emulator/faults" data-live>
<label>Route <input name="route" placeholder="GET /v1/users/*" autocomplete="off" spellcheck="false"></label>
<label>What <select name="what">
<option value="429">429, too many requests</option>
<option value="500">500, an error of Clerk</option>
<option value="503">503, not available</option>
<option value="slow">3 seconds of waiting</option>
<option value="reset">a broken connection</option>
<option value="truncate">half an answer</option>
</select></label>
<label>How often <input name="count" type="number" min="1" value="1"></label>
<button>Add fault</button>
</form>
${live('faults')}
</section>
<section class="card" aria-label="Users">${live('users')}</section>
<section class="card" aria-label="Organizations">${live('organizations')}</section>
<section class="card" aria-label="Sessions">${live('sessions')}</section>
<section class="card" aria-label="Webhooks">${live('webhooks')}</section>
<section class="card wide" aria-labelledby="requests-title">
<h2 id="requests-title">Requests</h2>
${live('requests')}
</section>
</main>`,
  })
}
