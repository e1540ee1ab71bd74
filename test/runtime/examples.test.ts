import { createM2mToken } from 'clerklet'
import { createEmulator, type Emulator } from 'clerklet-emulator'
import { describe, expect, test, vi } from 'vitest'
import frontendProxy from '#examples/frontend-proxy/index.ts'
import honoApi from '#examples/hono-api/index.ts'
import protectedApi from '#examples/protected-api/index.ts'
import serverRendered from '#examples/server-rendered/index.ts'
import { createBrowser } from '#fixtures/browser.ts'

const FAPI = 'http://localhost:4010'
const APP = 'http://localhost:8787'
const seed = {
  users: [
    { id: 'user_grace', username: 'grace' },
    { id: 'user_ada', username: 'ada', first_name: 'Ada', email_address: ['ada@example.com'] },
  ],
  organizations: [
    {
      id: 'org_acme',
      name: 'Acme',
      created_by: 'user_ada',
      members: [{ user_id: 'user_grace', role: 'org:member' }],
    },
  ],
  machines: [
    { id: 'mch_billing', name: 'billing', scoped_machines: ['mch_api'], secret_key: 'ak_billing' },
    { id: 'mch_api', name: 'api' },
  ],
}

function emulate(): { clerk: Emulator; env: Record<string, string> & { APP_ORIGIN: string } } {
  const clerk = createEmulator({ seed })
  vi.stubGlobal('fetch', clerk.fetch)
  const { secretKey, publishableKey } = clerk.ctx
  return {
    clerk,
    env: {
      CLERK_SECRET_KEY: secretKey,
      CLERK_PUBLISHABLE_KEY: publishableKey,
      CLERK_PROXY_URL: FAPI,
      APP_ORIGIN: APP,
    },
  }
}

/** The two examples have the same routes, so the same tests apply. */
describe.each([
  ['protected-api', protectedApi],
  ['hono-api', honoApi],
])('%s', (_, api) => {
  async function ask(route: string, headers: Record<string, string>, world = emulate()) {
    const [method = '', path] = route.split(' ')
    const answer = await api.fetch(
      new Request(`https://api.example.com${path}`, {
        method,
        headers,
        body: method === 'POST' ? '{"report":1}' : null,
      }),
      world.env,
    )
    return { status: answer.status, body: await answer.json() }
  }

  test('behavior: returns the signed-in user', async () => {
    const world = emulate()
    const { headers } = await world.clerk.signIn('user_ada', { azp: APP })
    expect(await ask('GET /me', headers, world)).toEqual({
      status: 200,
      body: { user: 'user_ada', organization: 'org_acme' },
    })
  })

  test('error: a missing token, a token of another site and an expired token are refused', async () => {
    const world = emulate()
    expect(await ask('GET /me', {}, world)).toMatchObject({ status: 401 })
    for (const [how, reason] of [
      [{ azp: 'https://evil.example' }, 'token-invalid-authorized-parties'],
      [{ azp: APP, expiresIn: -60 }, 'token-expired'],
    ] as const) {
      const { headers } = await world.clerk.signIn('user_ada', how)
      const { status, body } = await ask('GET /me', headers, world)
      expect(status).toBe(401)
      expect(body.reason).toContain(reason)
    }
  })

  test('behavior: lists the members to administrators only', async () => {
    const world = emulate()
    for (const [user, organizationId, status] of [
      ['user_ada', 'org_acme', 200],
      ['user_ada', null, 403],
      ['user_grace', 'org_acme', 403],
    ] as const) {
      const { headers } = await world.clerk.signIn(user, { azp: APP, organizationId })
      const answer = await ask('GET /members', headers, world)
      expect(answer.status).toBe(status)
      if (status !== 200) continue
      expect(answer.body).toContainEqual(['user_ada', 'org:admin'])
      expect(answer.body).toContainEqual(['user_grace', 'org:member'])
    }
  })

  test('behavior: accepts the token of a machine, but not of a user', async () => {
    const world = emulate()
    const { token } = await createM2mToken({ ...world.clerk.ctx, machineSecretKey: 'ak_billing' })
    const asMachine = { authorization: `Bearer ${token}` }
    expect(await ask('POST /jobs', asMachine, world)).toEqual({
      status: 202,
      body: { queued: { report: 1 }, by: 'mch_billing' },
    })
    expect(await ask('GET /me', asMachine, world)).toMatchObject({ status: 401 })
    const { headers } = await world.clerk.signIn('user_ada', { azp: APP })
    expect(await ask('POST /jobs', headers, world)).toMatchObject({ status: 401 })
  })

  test('error: a route that does not exist is a 404', async () => {
    expect(await ask('GET /nothing', {})).toMatchObject({ status: 404 })
  })
})

describe('hono-api', () => {
  test('behavior: preflights are answered, and pages can read refusals', async () => {
    const { env } = emulate()
    const call = (method: string, headers: object) => {
      const init = { method, headers: { origin: APP, ...headers } }
      return honoApi.fetch(new Request('https://api.example.com/me', init), env)
    }
    const preflight = await call('OPTIONS', {
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization')
    const refused = await call('GET', {})
    expect(refused.status).toBe(401)
    for (const { headers } of [preflight, refused]) {
      expect(headers.get('access-control-allow-origin')).toBe(APP)
    }
  })
})

describe('server-rendered', () => {
  function visitor() {
    const { clerk, env } = emulate()
    const browser = createBrowser({
      [FAPI]: clerk.fetch,
      [APP]: (request) => serverRendered.fetch(request, env),
    })
    const show = async (address: string, form?: Record<string, string>) => {
      const { response, url } = await browser.visit(address, form)
      return { address: url.href, text: await response.text() }
    }
    return { clerk, show, jar: browser.jar('localhost') }
  }

  test('behavior: a visitor signs in, sees the account, and signs out', async () => {
    const { show, jar } = visitor()
    const { text } = await show(APP)
    const link = /href="([^"]+sign-in[^"]+)"/.exec(text)?.[1]?.replaceAll('&#38;', '&') ?? ''
    expect(link).toBe(`${FAPI}/sign-in?redirect_url=${encodeURIComponent(`${APP}/`)}`)
    expect(await show(link, { user_id: 'user_ada' })).toMatchObject({
      address: `${APP}/`,
      text: expect.stringContaining('signed in as <strong>Ada</strong>'),
    })
    expect((await show(`${APP}/account`)).text).toContain('<dd>ada@example.com</dd>')
    expect((await show(`${APP}/sign-out`, {})).text).toContain('You are signed out.')
    expect(jar.has('__session')).toBe(false)
    expect((await show(`${APP}/account`)).address).toContain(`${FAPI}/sign-in`)
  })

  test('behavior: a name is escaped, never markup', async () => {
    const { clerk, show } = visitor()
    clerk.seed({ users: [{ id: 'user_x', username: 'x', first_name: '<img src=x>' }] })
    const { text } = await show(`${FAPI}/sign-in?redirect_url=${APP}`, { user_id: 'user_x' })
    expect(text).toContain('&#60;img src=x&#62;')
  })

  test('error: a page that does not exist is a 404', async () => {
    expect((await visitor().show(`${APP}/nothing`)).text).toContain('There is no such page.')
  })
})

describe('frontend-proxy', () => {
  /** Makes a browser that can only reach the application. Records what the application requests from the Frontend API. */
  function visitor() {
    const { clerk, env } = emulate()
    const sent: { url: string; headers: Headers }[] = []
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      if (url.startsWith(FAPI)) sent.push({ url, headers: new Headers(init.headers) })
      return clerk.fetch(url, init)
    })
    const ours = { ...env, CLERK_FAPI_URL: FAPI, CLERK_SIGN_IN_URL: `${APP}/__clerk/sign-in` }
    const ask = (request: Request) => frontendProxy.fetch(request, ours)
    const { visit } = createBrowser({ [APP]: ask })
    return { ask, visit, sent, secretKey: env.CLERK_SECRET_KEY }
  }

  test('behavior: a visitor signs in without ever leaving the origin', async () => {
    const { visit, sent, secretKey } = visitor()
    const { url, hops } = await visit(`${APP}/page?a=1`)
    expect(hops.some((hop) => hop.startsWith(`${APP}/__clerk/v1/client/handshake?`))).toBe(true)
    expect(`${url}`).toBe(
      `${APP}/__clerk/sign-in?redirect_url=${encodeURIComponent(`${APP}/page?a=1`)}`,
    )
    const signedIn = await visit(`${url}`, { user_id: 'user_ada' })
    expect(`${signedIn.url}`).toBe(`${APP}/page?a=1`)
    expect(await signedIn.response.text()).toBe('You are signed in as user_ada.')
    expect(sent.length).toBeGreaterThan(1)
    for (const { headers } of sent) {
      expect(headers.get('clerk-proxy-url')).toBe(`${APP}/__clerk`)
      expect(headers.get('clerk-secret-key')).toBe(secretKey)
    }
  })

  test('behavior: a path of two slashes does not lead to another host', async () => {
    const { url } = await visitor().visit(`${APP}//evil.example/`)
    expect(url.searchParams.get('redirect_url')).toBe(`${APP}//evil.example/`)
  })

  test('error: an unreachable Frontend API is reported', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { ask } = visitor()
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('fetch failed')
    })
    const answer = await ask(new Request(`${APP}/__clerk/v1/client`))
    expect(answer.status).toBe(502)
    expect(logged.mock.calls).toEqual([
      ['network', 'The Frontend API did not respond: fetch failed'],
    ])
  })
})
