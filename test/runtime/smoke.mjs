// Checks that apply to every runtime. They use only standard globals, the packed packages, and the emulator as the network.
import {
  createUser,
  deleteUser,
  getUser,
  listUsers,
  paginate,
  path,
  request,
  updateUser,
  updateUserProfileImage,
} from 'clerklet'
import { clerkMiddleware, getAuth, headerMiddleware, requireAuth } from 'clerklet/hono'
import { authenticateMcp, protectedResourceMetadata } from 'clerklet/mcp'
import { clerkMiddleware as nodeMiddleware, toRequest } from 'clerklet/node'
import { createRedirect, matchProxyPath, proxyFrontendApi } from 'clerklet/proxy'
import { UserSchema } from 'clerklet/schemas'
import { authenticateRequest, verifyToken } from 'clerklet/verify'
import { handleWebhook, signWebhook, verifyWebhook } from 'clerklet/webhooks'
import { createEmulator } from 'clerklet-emulator'
import { Hono } from 'hono'

const NOON = Date.UTC(2026, 4, 12, 12)
const API = 'https://api.clerk.com/v1'

function same(actual, expected) {
  const [a, b] = [actual, expected].map((value) => JSON.stringify(value))
  if (a !== b) throw new Error(`expected ${b} and got ${a}`)
}

async function failure(promise) {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('expected an error')
}

const emulate = () =>
  createEmulator({
    now: NOON,
    seed: {
      users: [{ id: 'user_ada', username: 'ada', first_name: 'Ada', password: 'correct horse' }],
    },
  })

/** A fetch whose response has a body that never ends. */
const stalled = async () =>
  new Response(
    new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array([123])) }),
    {
      headers: { 'content-type': 'application/json' },
    },
  )

const checks = {
  async 'reads, writes and deletes a user'() {
    const { ctx } = emulate()
    const { id } = await createUser(ctx, { email_address: ['grace@example.com'] })
    same((await updateUser(ctx, id, { first_name: 'Grace' })).first_name, 'Grace')
    same((await getUser(ctx, id)).first_name, 'Grace')
    same((await deleteUser(ctx, id)).deleted, true)
    same((await failure(getUser(ctx, id))).code, 'resource_not_found')
  },
  async 'accepts clients of MCP by tokens for this server'() {
    const { ctx, oauthToken } = emulate()
    const resource = 'https://mcp.example.com/mcp'
    const options = { resource, scopes: ['profile'] }
    const metadata = await protectedResourceMetadata(ctx, options).json()
    same([metadata.resource, metadata.scopes_supported], [resource, ['profile']])
    const ask = async (audience, format) => {
      const { headers } = await oauthToken({ userId: 'user_ada', audience, format })
      const request = new Request(resource, { method: 'POST', headers })
      const { authInfo, response } = await authenticateMcp(ctx, request, options)
      return authInfo?.extra.userId ?? response.status
    }
    for (const format of ['opaque', 'jwt']) {
      same(await ask(`${resource}/`, format), 'user_ada')
      same(await ask('https://other.example.com/', format), 401)
    }
  },
  async 'uploads a file'() {
    const { ctx } = emulate()
    const file = new Blob(['image'], { type: 'image/png' })
    same((await updateUserProfileImage(ctx, 'user_ada', { file })).has_image, true)
  },
  async 'pages with a cursor'() {
    const { ctx, seed } = emulate()
    seed({ users: Array.from({ length: 24 }, (_, i) => ({ username: `u${i}` })) })
    let count = 0
    for await (const _ of paginate(listUsers, ctx, { limit: 10 })) count++
    same(count, 25)
  },
  async 'sends falsy values of a query'() {
    const { ctx, requests } = emulate()
    await listUsers(ctx, { banned: false, created_at_after: 0 })
    same(requests[0].search, '?banned=false&created_at_after=0')
  },
  async 'retries after a burst of 429'() {
    const { ctx, faults, requests } = emulate()
    faults.push({ status: 429, retryAfter: 3, count: 2 })
    same((await getUser(ctx, 'user_ada')).id, 'user_ada')
    same(requests.length, 3)
  },
  async 'times out when a body stalls'() {
    const ctx = { secretKey: 'sk_test_x', fetch: stalled }
    same((await failure(getUser(ctx, 'user_ada', { timeout: 20, retry: 0 }))).code, 'timeout')
  },
  async 'is aborted with the reason of the signal, in flight and between attempts'() {
    const reason = new Error('enough')
    for (const fetch of [stalled, async () => new Response('', { status: 503 })]) {
      const controller = new AbortController()
      const call = getUser({ secretKey: 'sk_test_x', fetch }, 'user_ada', {
        signal: controller.signal,
      })
      setTimeout(() => controller.abort(reason), 5)
      same((await failure(call)) === reason, true)
    }
  },
  async 'uses the global fetch at the time of the call'() {
    const { ctx, fetch } = emulate()
    const own = globalThis.fetch
    globalThis.fetch = fetch
    try {
      same((await getUser({ secretKey: ctx.secretKey }, 'user_ada')).id, 'user_ada')
    } finally {
      globalThis.fetch = own
    }
  },
  async 'never shows the secret key in an error'() {
    const secretKey = 'sk_test_secret'
    const fetch = async () => {
      throw new TypeError(`cannot send Bearer ${secretKey}`)
    }
    for (const ctx of [{ secretKey, fetch }, { secretKey: `${secretKey}\nx` }]) {
      const error = await failure(getUser(ctx, 'user_ada', { retry: 0 }))
      for (let each = error; each; each = each.cause) {
        same(`${each.message}${each.stack}${JSON.stringify(each)}`.includes(secretKey), false)
      }
    }
  },
  async 'refuses ids that would leave their path segment'() {
    const { ctx, requests } = emulate()
    for (const id of ['', '.', '..', undefined]) {
      same((await failure(getUser(ctx, id))).name, 'ClerkConfigError')
    }
    same(path`/users/${'a/b?c'}`.encoded, '/users/a%2Fb%3Fc')
    same(requests.length, 0)
  },
  async 'reads text'() {
    const fetch = async () => new Response('<p>', { headers: { 'content-type': 'text/html' } })
    const ctx = { fetch }
    same(
      await request(ctx, undefined, {
        method: 'GET',
        path: path`/public/interstitial`,
        key: 'none',
        responseType: 'text',
      }),
      '<p>',
    )
  },
  async 'throws when a response does not match its schema'() {
    const fetch = async () => Response.json({ id: 7, object: 'user' })
    const error = await failure(
      request({ secretKey: 'sk_test_x', fetch }, UserSchema, {
        method: 'GET',
        path: path`/users/x`,
      }),
    )
    same([error.name, error.issues[0].path], ['ClerkResponseError', 'id'])
  },
  async 'verifies a token by its PEM key and by the JWKS, until it expires'() {
    const { ctx, signIn, clock } = emulate()
    const { token } = await signIn('user_ada')
    const { jwtKey: _, ...online } = ctx
    for (const each of [ctx, online]) same((await verifyToken(each, token)).sub, 'user_ada')
    const tampered = `${token.slice(0, -8)}AAAAAAAA`
    same((await failure(verifyToken(ctx, tampered))).reason, 'token-invalid-signature')
    clock.advance('66s')
    same((await failure(verifyToken(ctx, token))).reason, 'token-expired')
  },
  async 'authenticates a request'() {
    const { ctx, signIn } = emulate()
    const { headers } = await signIn('user_ada')
    const signedIn = await authenticateRequest(
      ctx,
      new Request('https://app.example.com', { headers }),
    )
    same([signedIn.status, signedIn.toAuth().userId], ['signed-in', 'user_ada'])
    const signedOut = await authenticateRequest(ctx, new Request('https://app.example.com'))
    same([signedOut.status, signedOut.isAuthenticated], ['signed-out', false])
    const refused = signedOut.toResponse()
    same(refused.status, 401)
    same((await refused.json()).reason, signedOut.reason)
    const page = new Request('https://app.example.com', { headers: { accept: 'text/html' } })
    const handshake = await authenticateRequest(ctx, page)
    const { status, headers: sent } = handshake.toResponse({ headers: { vary: 'Cookie' } })
    same([status, sent.getSetCookie().length, sent.get('vary')], [307, 1, 'Cookie'])
    same(sent.get('location'), handshake.headers.get('location'))
  },
  async 'authenticates the requests of Hono'() {
    const { ctx, signIn } = emulate()
    const { CLERK_SECRET_KEY, CLERK_PUBLISHABLE_KEY } = emulate().env
    const { headers } = await signIn('user_ada')
    const waited = []
    const execution = { waitUntil: (promise) => waited.push(promise), passThroughOnException() {} }
    for (const middleware of [clerkMiddleware({ ctx }), headerMiddleware({ ctx })]) {
      const app = new Hono()
      app.use(middleware)
      app.get('/me', requireAuth(), (c) => {
        c.var.clerkContext.waitUntil(Promise.resolve())
        return c.json(getAuth(c).userId)
      })
      // The headers of this response are immutable.
      app.get('/immutable', () => Response.redirect('https://example.com/', 302))
      const ask = (path, init) => app.request(`https://app.example.com${path}`, init, {}, execution)
      same(await (await ask('/me', { headers })).json(), 'user_ada')
      same((await ask('/me')).status, 401)
      const immutable = await ask('/immutable')
      same([immutable.status, immutable.headers.get('x-clerk-auth-status')], [302, 'signed-out'])
    }
    same(waited.length, 2)
    const env = { CLERK_SECRET_KEY, CLERK_PUBLISHABLE_KEY }
    const app = new Hono().use(clerkMiddleware())
    const page = { headers: { 'sec-fetch-dest': 'document' } }
    const { status, headers: sent } = await app.request('https://app.example.com/', page, env)
    same([status, sent.getSetCookie().length], [307, 1])
  },
  async 'authenticates an object with the shape of a request of Node'() {
    const { ctx, signIn } = emulate()
    const { headers } = await signIn('user_ada')
    const req = { method: 'GET', url: '/a?b', headers: { host: 'app.example.com', ...headers } }
    same(toRequest(req).url, 'http://app.example.com/a?b')
    const set = {}
    const res = { statusCode: 200, getHeader: () => undefined, writeHead() {}, end() {} }
    res.setHeader = (name, value) => {
      set[name] = value
    }
    const middleware = nodeMiddleware({ ctx })
    same(await new Promise((resolve) => middleware(req, res, resolve)), undefined)
    const signedOut = { ...req, headers: {} }
    same(await new Promise((resolve) => middleware(signedOut, res, resolve)), undefined)
    same(set['x-clerk-auth-status'], 'signed-out')
  },
  async 'signs and verifies a webhook, from text, bytes and streams'() {
    const secrets = ['whsec_ZmVkY2JhOTg3NjU0MzIx', 'whsec_MDEyMzQ1Njc4OWFiY2RlZg==']
    const event = { type: 'user.created', data: { name: 'Ada 𝒜' }, timestamp: 1 }
    const signed = await signWebhook(event, { signingSecret: secrets[1], id: 'msg_1' })
    const bytes = new TextEncoder().encode(signed.body)
    const bodies = [signed.body, bytes, new Response(bytes).body]
    for (const source of [
      new Request('https://example.com', signed),
      ...bodies.map((body) => ({ ...signed, body })),
    ]) {
      const { id, data } = await verifyWebhook(source, { signingSecret: secrets })
      same([id, data], ['msg_1', event.data])
    }
    for (const [code, body, signingSecret] of [
      ['no-matching-signature', signed.body, secrets[0]],
      ['no-matching-signature', `${signed.body} `, secrets],
      // An empty key is refused, because anyone could sign with an empty key.
      ['invalid-secret', signed.body, 'whsec_'],
      ['invalid-secret', signed.body, 'whsec_!'],
    ]) {
      same((await failure(verifyWebhook({ ...signed, body }, { signingSecret }))).code, code)
    }
    const read = new Request('https://example.com', signed)
    await read.text()
    same((await failure(verifyWebhook(read, { signingSecret: secrets }))).name, 'ClerkConfigError')
  },
  async 'handles a webhook once'() {
    const signingSecret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZg=='
    const signed = await signWebhook({ type: 'user.created' }, { signingSecret })
    const handled = []
    const options = {
      signingSecret,
      on: { 'user.created': ({ id }) => handled.push(id) },
      seen: new Set(),
    }
    const statuses = []
    for (const body of [signed.body, signed.body, '{}']) {
      statuses.push((await handleWebhook({ ...signed, body }, options)).status)
    }
    same([statuses, handled], [[200, 200, 400], [signed.headers['svix-id']]])
  },
  async 'forwards a request to the Frontend API, and returns its response'() {
    const cookies = ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2']
    const seen = []
    const fetch = async (url, { method, headers, body, redirect }) => {
      const sent = ['clerk-secret-key', 'clerk-proxy-url', 'te', 'x-hop'].map((name) =>
        new Headers(headers).get(name),
      )
      seen.push([url, method, redirect, body && (await new Response(body).text()), ...sent])
      const answered = new Headers({ location: '/v1/next', 'content-encoding': 'gzip' })
      for (const cookie of cookies) answered.append('set-cookie', cookie)
      return new Response('answer', { status: 307, headers: answered })
    }
    const ctx = { ...emulate().ctx, fetch }
    const request = new Request('https://example.com/__clerk//evil.com/x?a=1', {
      method: 'POST',
      body: 'body',
      headers: { te: 'trailers', connection: 'x-hop', 'x-hop': '1' },
    })
    same(matchProxyPath(request), true)
    const answer = await proxyFrontendApi(ctx, request)
    const { status, headers } = answer
    same(seen, [
      [
        'https://frontend-api.clerk.dev//evil.com/x?a=1',
        'POST',
        'manual',
        'body',
        ctx.secretKey,
        'https://example.com/__clerk',
        null,
        null,
      ],
    ])
    same([status, await answer.text()], [307, 'answer'])
    same(headers.getSetCookie(), cookies)
    same(headers.get('location'), 'https://example.com/__clerk/v1/next')
    same(headers.has('content-encoding'), false)
  },
  async 'responds when the Frontend API cannot be reached, or sends no body'() {
    const { ctx } = emulate()
    const ask = async (fetch) => {
      const request = new Request('https://example.com/__clerk')
      const { status, body } = await proxyFrontendApi({ ...ctx, fetch }, request)
      return [status, body === null]
    }
    const broken = async () => {
      throw new TypeError('fetch failed')
    }
    same(await ask(broken), [502, false])
    same(await ask(async () => new Response(null, { status: 204 })), [204, true])
  },
  async 'redirects to the sign-in page'() {
    const { ctx, instance } = emulate()
    const { redirectToSignIn } = createRedirect({
      ...ctx,
      baseUrl: 'https://example.com/',
      redirectAdapter: (url) => url,
      devBrowserToken: 'dvb_1',
    })
    const back = encodeURIComponent('https://example.com/page')
    same(
      redirectToSignIn({ returnBackUrl: '/page' }),
      `https://${instance.accountsPortal}/sign-in?redirect_url=${back}&__clerk_db_jwt=dvb_1`,
    )
  },
  async 'calls the public API by default'() {
    const { ctx, fetch } = emulate()
    const seen = []
    const watched = (url, init) => {
      seen.push(url)
      return fetch(url, init)
    }
    await getUser({ ...ctx, fetch: watched }, 'user_ada')
    same(seen, [`${API}/users/user_ada`])
  },
}

/** Runs every check. Resolves to the name of each check, with the stack of its error if it failed. */
export async function smoke() {
  const results = []
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check()
      results.push({ name })
    } catch (error) {
      results.push({ name, error: `${error?.stack ?? error}` })
    }
  }
  return results
}
