import { type Context, Hono } from 'hono'
import { Refusal } from '../../core/errors.ts'
import { control, type Panel } from '../control.ts'
import { ownSiteOnly } from '../crossSite.ts'
import { signInScript } from '../signInScript.ts'
import { style } from '../style.ts'
import { CARDS } from './cards.ts'
import { variablesOf } from './environment.ts'
import { dashboardPage } from './page.ts'
import { dashboardScript } from './script.ts'
import { dashboardStyle } from './style.ts'
import { type View, viewOf } from './view.ts'

/** Whether a request is for the dashboard, its routes or `/health`. Such requests are not recorded, and get no faults. */
export function isForDashboard(request: Request): boolean {
  const { pathname } = new URL(request.url)
  if (pathname.startsWith('/_emulator/') || pathname === '/health') return true
  // An application may request the root of any host. Only a browser that requests HTML gets the dashboard.
  return pathname === '/' && (request.headers.get('accept') ?? '').startsWith('text/html')
}

/** Creates the dashboard: the page at `/`, the routes under `/_emulator`, and `/health`. */
export function dashboard(panel: Panel): Hono {
  const { shown } = panel
  const app = new Hono()
  app.use('/_emulator/*', ownSiteOnly)
  app.get('/', (c) => dashboardPage(c, viewOf(c, shown())))
  app.get('/_emulator/style.css', (c) => text(c, 'text/css', style))
  app.get('/_emulator/dashboard.css', (c) => text(c, 'text/css', dashboardStyle))
  app.get('/_emulator/dashboard.js', (c) => text(c, 'text/javascript', dashboardScript))
  app.get('/_emulator/signIn.js', (c) => text(c, 'text/javascript', signInScript))
  app.get('/_emulator/cards', async (c) => c.json(await cards(viewOf(c, shown()))))
  app.get('/_emulator/variables', (c) => {
    const view = viewOf(c, shown())
    return c.json(variablesOf(view, view.url))
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

/** Renders all cards. Returns the markup of each card by its id. */
async function cards(view: View): Promise<Record<string, string>> {
  const rendered = Object.entries(CARDS).map(async ([id, { render }]) => [
    id,
    `${await render(view)}`,
  ])
  return Object.fromEntries(await Promise.all(rendered))
}

function text(c: Context, type: string, body: string) {
  c.header('content-type', `${type}; charset=utf-8`)
  c.header('x-content-type-options', 'nosniff')
  return c.body(body)
}
