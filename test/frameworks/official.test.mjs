// Sends the same requests to the official adapters and to those of clerklet, on the emulator. The statuses, headers, cookies
// and auth objects are the same, apart from the differences in this file, docs/hono.md and docs/node.md.
import * as officialExpress from '@clerk/express'
import * as officialHono from '@clerk/hono'
import * as hono from 'clerklet/hono'
import * as node from 'clerklet/node'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import express from 'express'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { read, serve } from './support.mjs'

/** An emulator with the system clock, because the official adapters cannot use another clock. */
const clerk = createEmulator({
  seed: {
    users: [
      { id: 'user_ada', email_address: ['ada@example.com'] },
      { id: 'user_grace', username: 'grace' },
    ],
    organizations: [
      {
        id: 'org_acme',
        name: 'Acme',
        members: [
          { user_id: 'user_ada', role: 'org:admin' },
          { user_id: 'user_grace', role: 'org:member' },
        ],
      },
    ],
  },
})
const stranger = createEmulator({
  idSeed: 'another instance',
  seed: { users: [{ id: 'user_ada', username: 'ada' }] },
})

const HOST = 'app.test:3000'
const { secretKey, publishableKey } = clerk.instance
const apps = {}
const closing = []

beforeAll(async () => {
  vi.stubEnv('CLERK_TELEMETRY_DISABLED', '1')
  // @clerk/express refreshes sessions with the key of the environment, and ignores the key of its options.
  vi.stubEnv('CLERK_SECRET_KEY', secretKey)
  const { url, close } = await listen(clerk)
  closing.push(close)
  const official = { secretKey, publishableKey, apiUrl: url }
  const ours = { ctx: { secretKey, publishableKey, baseUrl: `${url}/v1` } }
  apps['@clerk/hono'] = honoApp(officialHono, official)
  apps['clerklet/hono'] = honoApp(hono, ours)
  apps['@clerk/express'] = await expressApp(officialExpress, official)
  apps['clerklet/node'] = await expressApp(node, ours)
})
afterAll(async () => {
  for (const close of closing) await close()
})

/** Returns the compared properties of the auth object, for several options of `getAuth`. */
function seen(getAuth) {
  const shown = (auth) => ({
    tokenType: auth.tokenType,
    isAuthenticated: auth.isAuthenticated,
    userId: auth.userId,
    orgId: auth.orgId,
    subject: auth.subject,
    // In clerklet, an auth object whose `tokenType` is null has no methods.
    isAdmin: auth.tokenType !== null && auth.has({ role: 'org:admin' }),
  })
  return [
    shown(getAuth()),
    shown(getAuth({ acceptsToken: 'any' })),
    shown(getAuth({ acceptsToken: 'api_key' })),
    shown(getAuth({ acceptsToken: ['m2m_token', 'oauth_token'] })),
    shown(getAuth({ treatPendingAsSignedOut: false })),
  ]
}

function honoApp({ clerkMiddleware, getAuth }, options) {
  const app = new Hono()
  app.onError((error, c) => c.text(error.message, 500))
  app.use(clerkMiddleware(options))
  app.get('/cookie', () => new Response('x', { headers: { 'set-cookie': 'a=1' } }))
  app.all('*', (c) => c.json(seen((how) => getAuth(c, how))))
  return async ({ path = '/', method, headers }) => {
    const init = { method, headers: { host: HOST, ...headers } }
    return read(await app.request(`http://${HOST}${path}`, init))
  }
}

async function expressApp({ clerkMiddleware, getAuth }, options) {
  const app = express().disable('x-powered-by').disable('etag')
  app.use(clerkMiddleware(options))
  app.get('/cookie', (_, res) => res.setHeader('set-cookie', 'a=1').end('x'))
  app.all('/{*path}', (req, res) => res.json(seen((how) => getAuth(req, how))))
  app.use((error, _req, res, _next) => res.status(500).end(error.message))
  const { send, close } = await serve(app)
  closing.push(close)
  return ({ headers, ...what }) => send({ ...what, headers: { host: HOST, ...headers } })
}

const bearer = (token) => ({ authorization: `Bearer ${token}` })
const PAGE = { 'sec-fetch-dest': 'document', accept: 'text/html' }

/** The cookies of a browser whose session token has expired, with a refresh token if `isRefreshable`. */
async function expiredCookies(isRefreshable) {
  const { cookies, session } = await clerk.signIn('user_ada')
  const expired = await clerk.mintToken({
    sessionId: session.id,
    azp: `http://${HOST}`,
    expiresIn: -60,
  })
  const pairs = Object.entries(cookies)
    .filter(([name]) => isRefreshable || !name.startsWith('__refresh'))
    .map(([name, value]) => [name, name.startsWith('__session') ? expired : value])
  return pairs.map((pair) => pair.join('=')).join('; ')
}

/** The requests that are sent to each application. */
const PROBES = {
  'signed out': async () => ({}),
  'signed out, with cookies of others': async () => ({ headers: { cookie: 'a=1; theme=dark' } }),
  'a session in the header': async () => ({ headers: (await clerk.signIn('user_ada')).headers }),
  'a member in the header': async () => ({ headers: (await clerk.signIn('user_grace')).headers }),
  'no active organization': async () => ({
    headers: (await clerk.signIn('user_ada', { organizationId: null })).headers,
  }),
  'a session in cookies': async () => ({
    headers: (await clerk.signIn('user_ada')).cookieHeaders,
  }),
  'a page with a session in cookies': async () => ({
    headers: { ...(await clerk.signIn('user_ada')).cookieHeaders, ...PAGE },
  }),
  'a header beats cookies': async () => ({
    headers: {
      ...(await clerk.signIn('user_ada')).cookieHeaders,
      ...(await clerk.signIn('user_grace')).headers,
    },
  }),
  'a page of an unknown browser': async () => ({ path: '/a?b=c', headers: PAGE }),
  'a page of an unknown browser, behind a proxy': async () => ({
    path: '/a//b?c=1',
    headers: { ...PAGE, 'x-forwarded-host': 'public.example', 'x-forwarded-proto': 'https' },
  }),
  'a page with an expired session': async () => ({
    headers: { cookie: await expiredCookies(false), ...PAGE },
  }),
  'a call with an expired session': async () => ({
    headers: { cookie: await expiredCookies(false), 'sec-fetch-dest': 'empty' },
  }),
  'a form that a page sends': async () => ({ method: 'POST', headers: PAGE }),
  'a page that is requested with HEAD': async () => ({ method: 'HEAD', headers: PAGE }),
  OPTIONS: async () => ({
    method: 'OPTIONS',
    headers: { origin: 'https://example.com', 'access-control-request-method': 'GET' },
  }),
  'an API key': async () => ({ headers: (await clerk.apiKey({ subject: 'user_ada' })).headers }),
  'an API key of an organization': async () => ({
    headers: (await clerk.apiKey({ subject: 'org_acme' })).headers,
  }),
  'an M2M token': async () => ({ headers: (await clerk.machineToken({ name: 'm' })).headers }),
  'an M2M token that is a JWT': async () => ({
    headers: (await clerk.machineToken({ name: 'm', format: 'jwt' })).headers,
  }),
  'an OAuth token': async () => ({
    headers: (await clerk.oauthToken({ userId: 'user_ada' })).headers,
  }),
  'an unknown machine token': async () => ({ headers: bearer('ak_unknown') }),
  'a pending session': async () => ({
    headers: bearer(await clerk.mintToken({ userId: 'user_ada', claims: { sts: 'pending' } })),
  }),
  'nonsense in the header': async () => ({ headers: bearer('nonsense') }),
  'three parts of nonsense': async () => ({ headers: bearer('aaa.bbb.ccc') }),
  'a token of another instance': async () => ({
    headers: (await stranger.signIn('user_ada')).headers,
  }),
  'a token with another signature': async () => {
    const { token } = await clerk.signIn('user_ada')
    return { headers: bearer(`${token.slice(0, -8)}AAAAAAAA`) }
  },
  'an expired token in the header': async () => ({
    headers: bearer(await clerk.mintToken({ userId: 'user_ada', expiresIn: -60 })),
  }),
  'a token that is not valid yet': async () => ({
    headers: bearer(
      await clerk.mintToken({
        userId: 'user_ada',
        claims: { nbf: Math.floor(Date.now() / 1000) + 600 },
      }),
    ),
  }),
  'another scheme in the header': async () => ({ headers: { authorization: 'Basic YTpi' } }),
}

/** Headers that are not compared, because servers add them or because they depend on the body. */
const OF_SERVERS = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']

/** Returns the compared parts of a response. Replaces the message, because clerklet has its own messages. */
function compared({ status, headers, cookies, text }) {
  const kept = Object.entries(headers).filter(([name]) => !OF_SERVERS.includes(name))
  const shown = Object.fromEntries(
    kept.map(([name, value]) => [name, name === 'x-clerk-auth-message' ? 'a message' : value]),
  )
  return { status, headers: shown, cookies, text }
}

describe.each([
  ['@clerk/hono', 'clerklet/hono'],
  ['@clerk/express', 'clerklet/node'],
])('%s and %s', (official, ours) => {
  test.each(Object.entries(PROBES))('behavior: %s', async (_, make) => {
    // The official adapters warn about tokens without azp.
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const probe = await make()
    const [expected, received] = [await apps[official](probe), await apps[ours](probe)]
    expect(compared(received)).toEqual(compared(expected))
  })
})

test.each([
  ['@clerk/hono', 'clerklet/hono'],
  ['@clerk/express', 'clerklet/node'],
])('behavior: %s and %s send the same cookies of a refresh', async (...pair) => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const attributes = []
  for (const name of pair) {
    const { status, cookies } = await apps[name]({
      headers: { cookie: await expiredCookies(true) },
    })
    expect([status, cookies.length > 0]).toEqual([200, true])
    // The values of the cookies are left out, since each token is new.
    attributes.push(cookies.map((cookie) => cookie.replace(/=[^;]*/, '')))
  }
  expect(attributes[1]).toEqual(attributes[0])
})

describe('differences', () => {
  async function both([official, ours], probe) {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    return [await apps[official](await probe()), await apps[ours](await probe())]
  }
  const HONO = ['@clerk/hono', 'clerklet/hono']
  const EXPRESS = ['@clerk/express', 'clerklet/node']

  test.each([HONO, EXPRESS])('%s, %s: a refresh and a cookie of the handler', async (...pair) => {
    const [official, ours] = await both(pair, async () => ({
      path: '/cookie',
      headers: { cookie: await expiredCookies(true) },
    }))
    const names = ({ cookies }) => cookies.map((line) => line.split('=', 1)[0])
    // The official adapter loses either the cookies of the refresh or the cookie `a` of the handler.
    expect(names(official).includes('a') && names(official).length > 1).toBe(false)
    expect(names(ours)).toContain('a')
    expect(names(ours)).toContain('__session')
  })

  test.each([HONO, EXPRESS])('%s, %s: H-4, a machine token that has expired', async (...pair) => {
    const { headers } = await clerk.apiKey({ subject: 'user_ada', expiresIn: -60 })
    const [official, ours] = await both(pair, async () => ({ headers }))
    const isKnown = ({ text }) => JSON.parse(text)[2].isAuthenticated
    expect([isKnown(official), isKnown(ours)]).toEqual([true, false])
    expect(ours.headers['x-clerk-auth-reason']).toBe('token-invalid')
  })

  test.each([HONO, EXPRESS])('%s, %s: H-15, the query after a handshake', async (...pair) => {
    const responses = await both(pair, async () => ({ path: '/?a=%20', headers: PAGE }))
    const back = responses.map(({ headers }) =>
      new URL(headers.location).searchParams.get('redirect_url'),
    )
    expect(back).toEqual([`http://${HOST}/?a=+`, `http://${HOST}/?a=%20`])
  })

  test('@clerk/express, clerklet/node: a response 400 has a body', async () => {
    const [official, ours] = await both(EXPRESS, async () => ({ method: 'TRACE' }))
    expect([official.status, official.text]).toEqual([400, ''])
    expect([ours.status, JSON.parse(ours.text).reason]).toEqual([400, 'request-invalid'])
    for (const path of ['//', 'http://user:secret@example.com/']) {
      const responses = await both(EXPRESS, async () => ({ path }))
      expect(responses.map(({ status }) => status)).toEqual([400, 400])
    }
  })

  test('@clerk/express, clerklet/node: requireAuth', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const { url, close } = await listen(clerk)
    closing.push(close)
    const results = []
    for (const gate of [
      [officialExpress.requireAuth({ secretKey, publishableKey, apiUrl: url })],
      [node.clerkMiddleware({ secretKey, publishableKey }), node.requireAuth()],
    ]) {
      const app = express().use(...gate)
      const served = await serve(app)
      closing.push(served.close)
      const { status, headers } = await served.send({ headers: { 'sec-fetch-dest': 'empty' } })
      results.push([status, headers.location])
    }
    expect(results).toEqual([
      [302, '/'],
      [401, undefined],
    ])
  })

  test.each([HONO, EXPRESS])('%s, %s: an unknown option', async (...pair) => {
    const unknown = { secretKey, publishableKey, signUpUrl: '/sign-up' }
    const statuses = []
    for (const name of pair) {
      const module_ = { '@clerk/hono': officialHono, 'clerklet/hono': hono }[name]
      const app = module_
        ? honoApp(module_, unknown)
        : await expressApp(name === '@clerk/express' ? officialExpress : node, unknown)
      statuses.push((await app({})).status)
    }
    expect(statuses).toEqual([200, 500])
  })
})
