import { readFileSync } from 'node:fs'
import { type Context, createInvitation, createUser, getUser, listUsers } from 'clerklet'
import { authenticateRequest, verifyToken } from 'clerklet/verify'
import type { EmulatorOptions } from 'clerklet-emulator'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const HERE = 'http://localhost:4010'
const seed = {
  users: [
    { id: 'user_ada', username: 'ada', email_address: ['ada@example.com'] },
    { id: 'user_mallory', username: 'mallory', banned: true },
  ],
  organizations: [{ id: 'org_acme', name: 'Acme', slug: 'acme', created_by: 'user_ada' }],
}

interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: the response of a route is compared, not used.
  body: any
  headers: Headers
}

function open(options: EmulatorOptions = {}) {
  const emulator = emulate({ seed, url: HERE, ...options })
  const send = async (
    line: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const [method = '', path = ''] = line.split(' ')
    const answer = await emulator.fetch(HERE + path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    return {
      status: answer.status,
      headers: answer.headers,
      body: text ? JSON.parse(text) : undefined,
    }
  }
  return { emulator, send }
}

test('behavior: GET /health has the status, name and version of the emulator', async () => {
  const { send, emulator } = open()
  emulator.faults.push({ status: 500 })
  const { version } = JSON.parse(readFileSync('packages/emulator/package.json', 'utf8'))
  expect(await send('GET /health')).toMatchObject({
    status: 200,
    body: { status: 'ok', name: 'clerklet-emulator', version },
  })
  expect(emulator.requests).toEqual([])
})

test.each<[string | number, number]>([
  ['61s', 61_000],
  ['2h', 7_200_000],
  [500, 500],
])('behavior: POST /_emulator/clock moves the clock by %s', async (advance, milliseconds) => {
  const { send, emulator } = open()
  const body = {
    now: NOON + milliseconds,
    time: new Date(NOON + milliseconds).toISOString(),
    advanced: milliseconds,
  }
  expect(await send('POST /_emulator/clock', { advance })).toMatchObject({ status: 200, body })
  expect((await send('GET /_emulator/clock')).body).toEqual(body)
  expect(emulator.clock.now()).toBe(NOON + milliseconds)
})

test('behavior: faults are added, listed and removed', async () => {
  const { send, emulator } = open()
  const fault = { route: 'GET /v1/users/*', status: 429, retryAfter: 5, count: 2 }
  expect(await send('POST /_emulator/faults', fault)).toMatchObject({ status: 200, body: fault })
  expect((await send('GET /_emulator/faults')).body).toEqual({ data: [fault] })
  await expect(getUser(emulator.strict, 'user_ada', { retry: 0 })).rejects.toMatchObject({
    status: 429,
    retryAfter: 5,
  })
  expect((await send('GET /_emulator/faults')).body.data).toMatchObject([{ count: 1 }])
  expect(await send('DELETE /_emulator/faults')).toMatchObject({ status: 204 })
  expect(emulator.faults).toEqual([])
})

test.each([
  { latency: 10 },
  { reset: true, count: 3 },
  { truncate: 0 },
  { status: 503, route: '*' },
  { status: 503, route: '/v1/users', code: 'gone', retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' },
])('args: the fault %j is accepted', async (fault) => {
  const { send, emulator } = open()
  expect(await send('POST /_emulator/faults', fault)).toMatchObject({ status: 200 })
  expect(emulator.faults).toEqual([fault])
})

test('behavior: POST /_emulator/reset restores the initial state', async () => {
  const { send, emulator } = open()
  const { id } = await createUser(emulator.strict, { username: 'late' })
  expect(await send('POST /_emulator/reset')).toMatchObject({ status: 204, body: undefined })
  await expect(getUser(emulator.strict, id)).rejects.toMatchObject({ status: 404 })
  expect(await getUser(emulator.strict, 'user_ada')).toMatchObject({ username: 'ada' })
})

test('behavior: POST /_emulator/seed adds a seed, and a refused seed changes nothing', async () => {
  const { send, emulator } = open()
  expect(
    await send('POST /_emulator/seed', { users: [{ id: 'user_grace', username: 'grace' }] }),
  ).toMatchObject({ status: 204 })
  expect(await getUser(emulator.strict, 'user_grace')).toMatchObject({ username: 'grace' })
  const before = emulator.snapshot()

  const { status, body } = await send('POST /_emulator/seed', {
    users: [{ username: 'hedy' }, { username: 'grace' }],
  })
  expect(status).toBe(422)
  expect(body.errors[0]).toMatchObject({
    code: 'form_param_value_invalid',
    meta: { param_name: 'seed' },
    long_message: expect.stringContaining('users[1]: form_identifier_exists'),
  })
  expect(emulator.snapshot()).toEqual(before)
})

test('behavior: snapshots of any size are created and restored', async () => {
  const { send, emulator } = open()
  for (let i = 0; i < 40; i++) {
    await createUser(emulator.strict, {
      username: `user${i}`,
      public_metadata: { text: 'x'.repeat(30_000) },
    }).catch(() => {})
  }
  for (let i = 0; i < 300; i++) {
    emulator.seed({ users: [{ username: `big${i}`, public_metadata: { text: 'x'.repeat(5000) } }] })
  }
  const { body } = await send('GET /_emulator/snapshot')
  expect(JSON.stringify(body).length).toBeGreaterThan(1_000_000)
  await send('POST /_emulator/reset')
  expect(await send('PUT /_emulator/snapshot', body)).toMatchObject({ status: 204 })
  expect(await listUsers(emulator.strict, { query: 'big299' })).toHaveLength(1)
})

test('behavior: requests are listed newest first', async () => {
  const { send, emulator } = open()
  await getUser(emulator.strict, 'user_ada')
  await getUser(emulator.strict, 'user_none').catch(() => {})
  const { body } = await send('GET /_emulator/requests')
  expect(body.data).toMatchObject([
    { method: 'GET', path: '/v1/users/user_none', status: 404, at: NOON },
    { method: 'GET', path: '/v1/users/user_ada', status: 200, at: NOON },
  ])
})

test('behavior: messages are listed newest first', async () => {
  const { send, emulator } = open()
  await createInvitation(emulator.strict, { email_address: 'grace@example.com' })
  const { url } = await createInvitation(emulator.strict, { email_address: 'hedy@example.com' })
  const { body } = await send('GET /_emulator/messages')
  expect(body.data).toMatchObject([
    { to: 'hedy@example.com', subject: 'You are invited', code: null, link: url },
    { to: 'grace@example.com' },
  ])
})

test('behavior: events are listed newest first with their deliveries, and can be delivered again', async () => {
  const received: string[] = []
  const { send, emulator } = open({
    webhooks: [
      {
        url: 'https://app.example.com/webhooks',
        signingSecret: 'whsec_dGVzdA==',
        fetch: (request) => {
          received.push(`${request.headers.get('svix-id')}`)
          return new Response(null, { status: 204 })
        },
      },
    ],
  })
  await createUser(emulator.strict, { username: 'grace' })
  await createUser(emulator.strict, { username: 'hedy' })
  await emulator.delivered()
  const { body } = await send('GET /_emulator/events')
  expect(body.data).toMatchObject([
    {
      type: 'user.created',
      data: { username: 'hedy' },
      deliveries: [
        {
          url: 'https://app.example.com/webhooks',
          status: 'delivered',
          attempts: [{ at: NOON, status: 204 }],
          next_at: null,
        },
      ],
    },
    { type: 'user.created', data: { username: 'grace' } },
  ])
  const { id } = body.data[1]
  expect(await send(`POST /_emulator/events/${id}/redeliver`)).toMatchObject({ status: 204 })
  await emulator.delivered()
  expect(received.filter((one) => one === id)).toHaveLength(2)
})

test.each(['user_ada', 'ada', 'ada@example.com', 'ADA@example.com'])(
  'behavior: POST /_emulator/tokens signs in %s',
  async (user) => {
    const { send, emulator } = open()
    const { status, body } = await send('POST /_emulator/tokens', {
      user,
      azp: 'https://app.example.com',
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      object: 'token',
      user_id: 'user_ada',
      session_id: expect.stringMatching(/^sess_/),
      organization_id: 'org_acme',
    })
    const options = { ...emulator.ctx, authorizedParties: ['https://app.example.com'] }
    expect(await verifyToken(options, body.jwt)).toMatchObject({
      sub: 'user_ada',
      sid: body.session_id,
      o: { id: 'org_acme' },
    })
  },
)

test('args: the organization by id or slug, or none; the template, claims and expiration of a token', async () => {
  const { send, emulator } = open({
    seed: { ...seed, jwtTemplates: [{ name: 'supabase', claims: { role: 'x' } }] },
  })
  const claims = async (more: object) => {
    const { body } = await send('POST /_emulator/tokens', { user: 'ada', ...more })
    return decodeJwt(`${body.jwt}`)
  }
  const now = NOON / 1000
  expect(await claims({ organization: 'org_acme' })).toMatchObject({ o: { id: 'org_acme' } })
  expect(await claims({ organization: 'acme' })).toMatchObject({ o: { id: 'org_acme' } })
  expect(await claims({ organization: null })).not.toHaveProperty('o')
  expect(await claims({ expires_in: -10 })).toMatchObject({ exp: now - 10 })
  expect(await claims({ claims: { tier: 'pro' } })).toMatchObject({ tier: 'pro', exp: now + 60 })
  expect(await claims({ template: 'supabase' })).toMatchObject({ role: 'x', sub: 'user_ada' })
  expect(emulator.requests).toEqual([])
})

test('error: POST /_emulator/tokens for an identifier of several users', async () => {
  const { send, emulator } = open()
  for (const username of ['grace', 'hedy']) {
    emulator.seed({ users: [{ id: `user_${username}`, username }] })
    await emulator.fetch('https://api.clerk.com/v1/email_addresses', {
      method: 'POST',
      headers: { authorization: `Bearer ${emulator.ctx.secretKey}` },
      body: JSON.stringify({
        user_id: `user_${username}`,
        email_address: 'team@example.com',
        verified: false,
      }),
    })
  }
  const { status, body } = await send('POST /_emulator/tokens', { user: 'team@example.com' })
  expect(status).toBe(409)
  expect(body.errors[0].long_message).toBe(
    '"team@example.com" is unverified, and belongs to several users: name one by its id, user_grace or user_hedy.',
  )
})

test.each<[string, unknown, number, RegExp]>([
  ['POST /_emulator/clock', { advance: 'soon' }, 422, /A duration must be/],
  ['POST /_emulator/clock', { advance: -1 }, 422, /A duration must be/],
  ['POST /_emulator/clock', { advance: 1e300 }, 422, /cannot be moved/],
  ['POST /_emulator/clock', { by: '61s' }, 422, /^by is not a valid parameter/],
  ['POST /_emulator/clock', {}, 422, /^advance must be included/],
  ['POST /_emulator/clock', '{', 400, /^The body must be a JSON object/],
  ['POST /_emulator/faults', {}, 422, /^status must be included, unless latency/],
  ['POST /_emulator/faults', { status: 42 }, 422, /^status must be a whole number from 200/],
  ['POST /_emulator/faults', { status: '500' }, 422, /^status must be a number/],
  ['POST /_emulator/faults', { status: 500, count: 0 }, 422, /^count must be/],
  ['POST /_emulator/faults', { latency: -1 }, 422, /^latency must be/],
  ['POST /_emulator/faults', { truncate: -1 }, 422, /^truncate must be/],
  ['POST /_emulator/faults', { status: 500, route: 'users' }, 422, /^route must be like/],
  ['POST /_emulator/faults', { status: 429, retryAfter: 'soon' }, 422, /^retryAfter must be/],
  ['POST /_emulator/faults', { status: 429, retry_after: 5 }, 422, /^retry_after is not a valid/],
  ['POST /_emulator/seed', '{"users": [', 400, /^The body must be JSON/],
  ['POST /_emulator/seed', null, 422, /The seed is refused: it must be an object/],
  ['POST /_emulator/seed', { usres: [] }, 422, /usres/],
  ['PUT /_emulator/snapshot', {}, 422, /This is not a snapshot/],
  ['PUT /_emulator/snapshot', null, 422, /This is not a snapshot/],
  ['POST /_emulator/tokens', {}, 422, /^user must be included/],
  ['POST /_emulator/tokens', { user: 'nobody' }, 404, /^There is no user whose id, username/],
  ['POST /_emulator/tokens', { user: 'mallory' }, 403, /./],
  ['POST /_emulator/tokens', { user: 'ada', organization: 'x' }, 404, /^There is no organization/],
  ['POST /_emulator/tokens', { user: 'ada', template: 'none' }, 404, /none/],
  ['POST /_emulator/events/msg_none/redeliver', undefined, 404, /^There is no event with id/],
  ['GET /_emulator/none', undefined, 404, /^The emulator has no GET \/_emulator\/none/],
  ['PUT /_emulator/clock', {}, 404, /^The emulator has no PUT/],
])('error: %s %j is %i, as an error of the API, and changes nothing', async (...args) => {
  const [line, sent, status, message] = args
  const { send, emulator } = open()
  const before = emulator.snapshot()
  const answer = await send(line, sent)
  expect(answer.status).toBe(status)
  expect(answer.body.errors[0]).toMatchObject({
    code: expect.any(String),
    message: expect.any(String),
    long_message: expect.stringMatching(message),
  })
  expect(emulator.snapshot()).toEqual(before)
  expect(emulator.faults).toEqual([])
})

const CHANGES: [string, unknown][] = [
  ['POST /_emulator/clock', { advance: '1d' }],
  ['POST /_emulator/faults', { status: 500 }],
  ['DELETE /_emulator/faults', undefined],
  ['POST /_emulator/reset', undefined],
  ['POST /_emulator/seed', { users: [{ username: 'grace' }] }],
  ['PUT /_emulator/snapshot', {}],
  ['POST /_emulator/events/msg_1/redeliver', undefined],
  ['POST /_emulator/tokens', { user: 'ada' }],
  ['POST /_emulator/tokens/expire', undefined],
]

test.each(
  CHANGES.flatMap(([line, body]) =>
    [
      { origin: 'https://evil.example' },
      { origin: 'http://localhost:3000' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { referer: 'https://evil.example/', 'content-type': 'text/plain' },
    ].map((headers) => [line, headers, body] as const),
  ),
)('error: %s of a page of another site is refused: %j', async (line, headers, body) => {
  const { send, emulator } = open()
  emulator.faults.push({ route: 'GET /nowhere', status: 503 })
  const before = emulator.snapshot()
  const answer = await send(line, body, headers as unknown as Record<string, string>)
  expect(answer.status).toBe(403)
  expect(answer.body.errors[0].code).toBe('origin_invalid')
  expect(answer.headers.get('access-control-allow-origin')).toBe(null)
  expect(emulator.snapshot()).toEqual(before)
  expect(emulator.faults).toHaveLength(1)
})

test.each(['clock', 'faults', 'snapshot', 'requests', 'events', 'messages'])(
  'behavior: GET /_emulator/%s cannot be read by a page of another site',
  async (name) => {
    const { send } = open()
    const { status, headers } = await send(`GET /_emulator/${name}`, undefined, {
      origin: 'https://evil.example',
    })
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe(null)
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
  },
)

test('behavior: a preflight of another site is refused', async () => {
  const { send } = open()
  const { status, headers } = await send('OPTIONS /_emulator/clock', undefined, {
    origin: 'https://evil.example',
    'access-control-request-method': 'POST',
  })
  expect(status).toBe(403)
  expect(headers.get('access-control-allow-origin')).toBe(null)
})

test.each([NOON, undefined])(
  'behavior: the next request of the browser carries an expired token (now: %s)',
  async (now) => {
    const { send, emulator } = open({ now })
    const { cookies, session } = await emulator.signIn('user_ada', { azp: 'http://localhost:3000' })
    const stranger = emulate({
      instance: 'other',
      seed: { users: [{ id: 'user_x', username: 'x' }] },
    })
    const { cookies: foreign } = await stranger.signIn('user_x')
    const suffixed = Object.keys(foreign).find((name) => name.startsWith('__session_')) ?? ''
    const all: Record<string, string> = { ...cookies, [suffixed]: foreign[suffixed] ?? '' }
    emulator.clock.advance('1h')
    const fresh = await emulator.signIn('user_ada', { azp: 'http://localhost:3000' })
    Object.assign(all, fresh.cookies)

    const cookie = Object.entries(all).map(([name, value]) => `${name}=${value}`)
    const { body, headers } = await send('POST /_emulator/tokens/expire', undefined, {
      cookie: cookie.join('; '),
      origin: HERE,
    })
    const own = Object.keys(fresh.cookies).filter((name) => name.startsWith('__session'))
    expect(body).toMatchObject({ cookies: own, message: expect.stringContaining('a minute') })
    const lines = headers.getSetCookie()
    expect(lines.map((line) => line.split('=')[0])).toEqual(own)
    for (const line of lines) {
      expect(line).toMatch(
        /^__session(_\w+)?=[\w-]+\.[\w-]+\.[\w-]+; Path=\/; Max-Age=\d+; SameSite=Lax$/,
      )
      const [, name = '', value = ''] = /^([^=]+)=([^;]+)/.exec(line) ?? []
      all[name] = value
    }
    const authenticate = (ctx: Context, cookies: Record<string, string>) =>
      authenticateRequest(
        ctx,
        new Request('http://localhost:3000/', {
          headers: {
            accept: 'text/html',
            cookie: Object.entries(cookies)
              .map(([name, value]) => `${name}=${value}`)
              .join('; '),
          },
        }),
      )
    const refreshing = Object.keys(all).filter((name) => name.startsWith('__refresh'))
    const without = Object.entries(all).filter(([name]) => !refreshing.includes(name))
    // The token has expired by the emulator's clock, and also by the system clock.
    for (const ctx of [emulator.ctx, { ...emulator.ctx, now: undefined }]) {
      const { reason } = await authenticate(ctx, Object.fromEntries(without))
      expect(reason).toMatch(/session-token-expired/)
    }
    const renewed = await authenticate(emulator.ctx, all)
    expect(renewed).toMatchObject({ status: 'signed-in', payload: { sub: 'user_ada' } })
    expect(session.status).toBe('active')
  },
)

test('behavior: without cookies, no token is expired', async () => {
  const { send } = open()
  const { status, body, headers } = await send('POST /_emulator/tokens/expire')
  expect(status).toBe(200)
  expect(body.cookies).toEqual([])
  expect(headers.getSetCookie()).toEqual([])
})
