// Tests the recipe of each framework: `/` shows the signed-in user, and `/api/me` is for signed-in users only.
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launch } from '#browser/support.mjs'
import { send } from '../support.mjs'
import { startSite } from './site.mjs'
import { visit } from './visitor.mjs'

const HOST = 'app.example.com'

/** Declares the tests. Returns an object that a `beforeAll` hook fills with helpers for further tests. */
export function scenarios(framework, commands) {
  const clerk = createEmulator({
    seed: {
      users: [
        { id: 'user_ada', username: 'ada', first_name: 'Ada' },
        { id: 'user_grace', username: 'grace', first_name: 'Grace' },
      ],
    },
  })
  let listening
  let browser
  let site
  const running = { clerk }

  beforeAll(async () => {
    listening = await listen(clerk, { hostname: 'localhost' })
    const { CLERK_JWT_KEY, ...env } = listening.env
    const fapi = `http://localhost:${new URL(listening.url).port}`
    site = await startSite(framework, { ...commands, env: { ...env, CLERK_PROXY_URL: fapi } })
    browser = await launch()
    const { origin } = site
    Object.assign(running, {
      origin,
      visitor: () => visit(browser, { origin, fapi }),
      /** Sends a request without a browser. */
      ask: (path, headers = {}) => {
        const { host, port } = new URL(origin)
        return send(port, { path, headers: { host, ...headers } })
      },
      /** Creates a token of the visitor's session. The token expired a minute ago. */
      expired: async (visitor) => {
        const { __session } = await visitor.cookies()
        const { sid } = JSON.parse(Buffer.from(__session.split('.')[1], 'base64url'))
        return clerk.mintToken({ sessionId: sid, azp: origin, expiresIn: -60 })
      },
      /** Returns the `cookie` header of a browser with an expired session token and a refresh token. */
      expiredCookies: async () => {
        const { cookies, session } = await clerk.signIn('user_ada')
        const expired = await clerk.mintToken({
          sessionId: session.id,
          azp: origin,
          expiresIn: -60,
        })
        return Object.entries(cookies)
          .map(([name, value]) => `${name}=${name.startsWith('__session') ? expired : value}`)
          .join('; ')
      },
    })
  })
  afterAll(async () => {
    await browser?.close()
    site?.close()
    await listening?.close()
  })

  test('behavior: an unknown browser is sent to the Frontend API once, and is signed out', async () => {
    const { open, page, text, received } = await running.visitor()
    await open('/?utm=1')
    expect(page.url()).toBe(`${running.origin}/?utm=1`)
    expect(await text()).toBe('You are signed out.')
    expect(received().filter(({ isHandshake }) => isHandshake)).toHaveLength(1)
    await page.reload()
    expect(received().filter(({ isPage }) => isPage)).toMatchObject([{ status: 200, path: '/' }])
  })

  test('behavior: a signed-in browser sees its user, and the endpoint responds', async () => {
    const { signIn, text, page } = await running.visitor()
    await signIn(/Ada/)
    expect(await text()).toBe('You are signed in as Ada.')
    expect(await call(page)).toEqual([200, { userId: 'user_ada' }])
  })

  test('behavior: a page for signed-in users leads to the sign-in page and back', async () => {
    const { open, page, text } = await running.visitor()
    await open('/account?tab=1')
    await page.waitForURL('**/sign-in?**')
    await page.getByRole('button', { name: /Grace/ }).click()
    await page.waitForURL(`${running.origin}/account*`)
    expect(await text()).toBe('The account of user_grace')
  })

  test('behavior: an expired token is refreshed, and the page of the same request shows the user', async () => {
    const visitor = await running.visitor()
    const { signIn, open, text, received, cookies } = visitor
    await signIn(/Ada/)
    const expired = await running.expired(visitor)
    await visitor.replaceToken(expired)
    received()
    await open('/')
    expect(await text()).toBe('You are signed in as Ada.')
    expect(received().filter(({ isPage }) => isPage)).toMatchObject([{ status: 200, path: '/' }])
    expect(sessions(await cookies())).not.toContain(expired)
    // Uses a second expired token, because each expired token is exchanged only once.
    const another = await running.expired(visitor)
    await visitor.replaceToken(another)
    expect(await call(visitor.page)).toEqual([200, { userId: 'user_ada' }])
    expect(sessions(await cookies())).not.toContain(another)
  })

  test('behavior: without a refresh token, an expired token is replaced by a handshake', async () => {
    const visitor = await running.visitor()
    const { signIn, open, page, text, received, cookies } = visitor
    await signIn(/Ada/)
    const expired = await running.expired(visitor)
    await visitor.replaceToken(expired)
    await visitor.context.clearCookies({ name: /^__refresh/ })
    received()
    await open('/?a=b&c=d')
    expect(page.url()).toBe(`${running.origin}/?a=b&c=d`)
    expect(await text()).toBe('You are signed in as Ada.')
    expect(received().filter(({ isHandshake }) => isHandshake)).toHaveLength(1)
    expect(sessions(await cookies())).not.toContain(expired)
  })

  test('behavior: signed out, the endpoint responds 401 and says why', async () => {
    const { open, page } = await running.visitor()
    await open('/')
    const [status, body] = await call(page)
    expect([status, body.reason]).toEqual([401, 'session-token-and-uat-missing'])
    const { headers, text } = await running.ask('/api/me')
    expect(JSON.parse(text).reason).toBe('dev-browser-missing')
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'www-authenticate': 'Bearer',
      'x-clerk-auth-reason': 'dev-browser-missing',
      'x-clerk-auth-status': 'signed-out',
    })
  })

  test('behavior: a token in the Authorization header is accepted, and in no other header', async () => {
    const { headers } = await running.clerk.signIn('user_grace', { azp: running.origin })
    expect(await running.ask('/api/me', headers)).toMatchObject({
      status: 200,
      text: '{"userId":"user_grace"}',
    })
    const elsewhere = await running.clerk.signIn('user_grace', { azp: 'https://evil.example' })
    const [head, claims] = headers.authorization.split('.')
    for (const forged of [
      elsewhere.headers,
      { authorization: `${head}.${claims}.${'A'.repeat(342)}` },
      { 'x-clerk-auth-status': 'signed-in', 'x-clerk-auth-token': `${head}.${claims}.` },
      { 'x-middleware-request-authorization': headers.authorization },
      {
        'x-middleware-override-headers': 'authorization',
        'x-middleware-request-authorization': headers.authorization,
      },
      { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
      { 'x-middleware-next': '1', 'x-middleware-set-cookie': '__session=forged' },
    ]) {
      expect(await running.ask('/api/me', forged)).toMatchObject({ status: 401 })
      expect((await running.ask('/', forged)).text).not.toContain('You are signed in')
    }
  })

  test('behavior: behind a proxy, a handshake returns to the public URL', async () => {
    const { status, headers, cookies } = await running.ask('/?b=c', {
      'sec-fetch-dest': 'document',
      'x-forwarded-host': HOST,
      'x-forwarded-proto': 'https',
    })
    expect(status).toBe(307)
    expect(new URL(headers.location).searchParams.get('redirect_url')).toBe(`https://${HOST}/?b=c`)
    expect(cookies).toEqual([expect.stringMatching(/^__clerk_redirect_count=1/)])
    expect(headers['cache-control']).toBe('no-store')
  })

  test('behavior: each cookie of a refreshed session has its own Set-Cookie header', async () => {
    for (const path of ['/', '/api/me']) {
      const cookie = await running.expiredCookies()
      const { status, cookies, headers } = await running.ask(path, { cookie })
      expect(status).toBe(200)
      const names = cookies.map((line) => line.split('=', 1)[0])
      expect(names).toContain('__session')
      expect(names).toEqual([...new Set(names)])
      expect(headers['x-clerk-auth-status']).toBe(undefined)
      // Tokens in internal headers of the application do not reach the client.
      expect(JSON.stringify(headers)).not.toContain('eyJ')
    }
  })

  return running
}

/** Requests `/api/me` in a script of the page. Returns the status and the body. */
function call(page) {
  return page.evaluate(async () => {
    const response = await fetch('/api/me')
    return [response.status, await response.json()]
  })
}

function sessions(cookies) {
  return Object.entries(cookies)
    .filter(([name]) => name.startsWith('__session'))
    .map(([, value]) => value)
}
