// Tests handshakes of a browser with examples/server-rendered in workerd. The emulator is the Frontend API and the Backend API.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { freePort, launch, picture } from './support.mjs'

const from = (path) => fileURLToPath(new URL(path, import.meta.url))

const clerk = createEmulator({
  now: Date.UTC(2026, 4, 12, 12),
  seed: {
    users: [
      {
        id: 'user_ada',
        first_name: 'Ada',
        last_name: 'Lovelace',
        email_address: ['ada@example.com'],
      },
      { id: 'user_grace', username: 'grace' },
      { id: 'user_mallory', username: 'mallory', banned: true },
    ],
  },
})

let browser
let worker
let listening
let app
let fapi

before(async () => {
  listening = await listen(clerk, { hostname: 'localhost' })
  fapi = `http://localhost:${new URL(listening.url).port}`
  const { outputFiles } = await build({
    entryPoints: [from('../../examples/server-rendered/index.ts')],
    bundle: true,
    write: false,
    // Replaces the tsconfig.json of the workspace, whose paths point to the sources.
    tsconfigRaw: {},
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    conditions: ['workerd', 'worker', 'import'],
    mainFields: ['module', 'main'],
  })
  const port = await freePort()
  app = `http://localhost:${port}`
  worker = new Miniflare({
    port,
    compatibilityDate: '2026-04-01',
    modules: [
      { type: 'ESModule', path: from('../demo/clock.mjs') },
      { type: 'ESModule', path: from('../demo/worker.mjs'), contents: outputFiles[0].text },
    ],
    modulesRoot: from('../demo'),
    bindings: {
      CLERK_SECRET_KEY: clerk.ctx.secretKey,
      CLERK_PUBLISHABLE_KEY: clerk.ctx.publishableKey,
      CLERK_PROXY_URL: fapi,
      APP_ORIGIN: app,
    },
    outboundService: async (request) =>
      clerk.fetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        body: request.body && (await request.arrayBuffer()),
      }),
  })
  await worker.ready
  browser = await launch()
})

after(async () => {
  await browser?.close()
  await worker?.dispose()
  await listening?.close()
})

/** Opens a separate browser context, and records the URLs of its navigations. */
async function visitor(options) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  let hops = []
  page.on('response', (response) => {
    if (response.request().isNavigationRequest()) hops.push(new URL(response.url()))
  })
  /** Sets the clock of the Worker to that of the emulator. */
  const sync = () => context.setExtraHTTPHeaders({ 'demo-now': `${clerk.clock.now()}` })
  await sync()
  return {
    context,
    page,
    sync,
    /** Waits for the URL of the path. Returns the number of handshakes since the last call. */
    settled: async (path) => {
      await page.waitForURL(app + path)
      assert.equal(page.url(), app + path)
      const asked = hops.filter(({ origin, pathname }) => {
        return origin === fapi && pathname === '/v1/client/handshake'
      }).length
      assert.ok(hops.length < 8, `too many redirects:\n${hops.join('\n')}`)
      hops = []
      return asked
    },
    cookies: async () =>
      Object.fromEntries((await context.cookies(app)).map(({ name, value }) => [name, value])),
    signIn: async (name = /Ada Lovelace/) => {
      await page.getByRole('link', { name: 'Sign in' }).click()
      await page.getByRole('button', { name }).click()
    },
    text: () => page.getByRole('main').innerText(),
  }
}

test('a first visit makes one handshake, and the next visit makes none', async () => {
  const { page, settled, text, cookies } = await visitor()
  await page.goto(`${app}/?utm=1`)
  assert.equal(await settled('/?utm=1'), 1)
  assert.match(await text(), /You are signed out/)
  assert.equal((await cookies()).__client_uat, '0')
  await picture(page, 'server-rendered-signed-out')
  await page.reload()
  assert.equal(await settled('/?utm=1'), 0)
})

test('one click on the sign-in page signs in, and the session continues on other pages', async () => {
  const { page, settled, text, signIn } = await visitor()
  await page.goto(app)
  await settled('/')
  await page.getByRole('link', { name: 'Sign in' }).click()
  await picture(page, 'sign-in')
  assert.ok(await page.getByRole('button', { name: /mallory/ }).isDisabled())
  await page.goBack()
  await settled('/')
  await signIn()
  assert.equal(await settled('/'), 1)
  assert.match(await text(), /You are signed in as Ada/)
  await picture(page, 'server-rendered-signed-in')
  await page.getByRole('link', { name: 'Your account' }).click()
  assert.equal(await settled('/account'), 0)
  assert.match(await text(), /Ada Lovelace[\s\S]*ada@example.com/)
  await picture(page, 'server-rendered-account')
})

test('signing in works without JavaScript', async () => {
  const { page, settled, text, signIn } = await visitor({ javaScriptEnabled: false })
  await page.goto(app)
  await settled('/')
  await signIn(/grace/)
  await settled('/')
  assert.match(await text(), /You are signed in as grace/)
})

test('an expired token is replaced by a handshake, without a loop', async () => {
  const { context, page, settled, text, signIn, cookies, sync } = await visitor()
  await page.goto(app)
  await settled('/')
  await signIn()
  await settled('/')
  const before = await cookies()
  // Without a refresh token, the browser is redirected to the Frontend API.
  await context.clearCookies({ name: /^__refresh/ })
  clerk.clock.advance('2m')
  await sync()
  await page.goto(`${app}/account`)
  assert.equal(await settled('/account'), 1)
  assert.match(await text(), /ada@example.com/)
  assert.notEqual((await cookies()).__session, before.__session)
  await page.reload()
  assert.equal(await settled('/account'), 0)
})

test('an expired token is refreshed without leaving the application', async () => {
  const { page, settled, text, signIn, cookies, sync } = await visitor()
  await page.goto(app)
  await settled('/')
  await signIn()
  await settled('/')
  const before = await cookies()
  clerk.clock.advance('2m')
  await sync()
  await page.goto(`${app}/account`)
  assert.equal(await settled('/account'), 0)
  assert.match(await text(), /ada@example.com/)
  assert.notEqual((await cookies()).__session, before.__session)
})

test('signing out ends the session for the API and in the browser', async () => {
  const { page, settled, text, signIn, cookies } = await visitor()
  await page.goto(app)
  await settled('/')
  await signIn()
  await settled('/')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await settled('/')
  assert.match(await text(), /You are signed out/)
  assert.equal((await cookies()).__session, undefined)
  await page.goto(`${app}/account`)
  await page.waitForURL(`${fapi}/sign-in?**`)
})

test('signing out at the Frontend API signs out of the application', async () => {
  const { page, settled, text, signIn } = await visitor()
  await page.goto(app)
  await settled('/')
  await signIn()
  await settled('/')
  await page.goto(`${fapi}/sign-out?redirect_url=${encodeURIComponent(`${app}/`)}`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  assert.equal(await settled('/'), 1)
  assert.match(await text(), /You are signed out/)
})
