import { createInvitation, createUser, getUser } from 'clerklet'
import type { EmulatorOptions } from 'clerklet-emulator'
import { expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const HERE = 'http://localhost:4010'
const seed = {
  users: [
    {
      id: 'user_ada',
      first_name: 'Ada',
      email_address: ['ada@example.com'],
      public_metadata: { plan: 'pro', api_token: 'hidden here' },
    },
    { id: 'user_mallory', username: 'mallory', banned: true },
  ],
  organizations: [
    { id: 'org_acme', name: 'Acme', slug: 'acme', created_by: 'user_ada', domains: [] },
  ],
}

function visit(options: EmulatorOptions = {}) {
  const emulator = emulate({ seed, ...options })
  const send = (path: string, init: RequestInit = {}) =>
    emulator.fetch(HERE + path, { ...init, headers: { accept: 'text/html', ...init.headers } })
  const page = async (query = '') => (await send(`/${query}`)).text()
  const cards = async (query = ''): Promise<Record<string, string>> =>
    (await send(`/_emulator/cards${query}`)).json()
  return { emulator, send, page, cards }
}

/** Returns the text of markup, without its tags. */
function words(markup = ''): string {
  return markup
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
}

test('default: the page shows the stored data, and its policy only allows its own script', async () => {
  const { emulator, send } = visit()
  await emulator.signIn('user_ada')
  const answer = await send('/')
  const page = await answer.text()
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(page).not.toMatch(/<script(?! type="module" src=)|<style|style="|onclick/)
  for (const text of ['Ada', 'user_mallory', 'banned', 'Acme', 'session.created']) {
    expect(page).toContain(text)
  }
  expect(page).not.toContain(emulator.ctx.secretKey)
})

test('behavior: requests are first, and every card has a heading and a link to it', async () => {
  const { page } = visit()
  const text = await page()
  const ids = [...text.matchAll(/<section class="card" id="(\w+)"/g)].map(([, id]) => id)
  expect(ids[0]).toBe('requests')
  const links = [...text.matchAll(/<a href="#(\w+)"/g)].map(([, id]) => id)
  expect(links).toEqual(ids)
  for (const id of ids) expect(text).toContain(`<h2 id="${id}-title"`)
})

test('behavior: the requests of the dashboard are not logged, and faults do not apply to them', async () => {
  const { emulator, send, cards } = visit()
  emulator.faults.push({ status: 500 })
  expect((await send('/')).status).toBe(200)
  await cards()
  await send('/_emulator/variables')
  expect(emulator.requests).toEqual([])
  expect(emulator.faults).toHaveLength(1)
})

test('behavior: requests are listed newest first, with status and time', async () => {
  const { emulator, cards } = visit()
  await getUser(emulator.strict, 'user_ada')
  await getUser(emulator.strict, 'user_none').catch(() => {})
  const { requests = '' } = await cards()
  expect(requests).toMatch(/user_none[\s\S]*bad">404[\s\S]*user_ada[\s\S]*200/)
  expect(words(requests)).toMatch(/GET ▸? ?\/v1\/users\/user_ada 200 \d+\.\d/)
  expect(requests).not.toContain('long_message')
})

test('behavior: an open request shows its body and its response, without secrets', async () => {
  const { emulator, cards } = visit()
  await createUser(emulator.strict, { username: 'grace', password: 'open sesame 42' })
  const { requests = '' } = await cards('?open=request-1')
  expect(requests).toContain('aria-expanded="true" aria-controls="detail-request-1"')
  expect(words(requests)).toMatch(
    /Request \{ "username": "grace", "password": "…" \} Answer 200 \{/,
  )
  const { requests: closed = '' } = await cards()
  expect(closed).toContain('aria-expanded="false"')
  expect(closed).not.toContain('detail-request-1')
})

test('behavior: an open request stays in the list, even after many others', async () => {
  const { emulator, cards } = visit()
  for (let i = 0; i < 110; i++) await getUser(emulator.strict, 'user_ada')
  const { requests = '' } = await cards('?open=request-2')
  expect(requests.match(/class="row"/g)).toHaveLength(101)
  expect(requests).toContain('detail-request-2')
  expect(words(requests)).toContain('These are the newest 100.')
})

test('behavior: old requests show that their bodies are no longer kept', async () => {
  const { emulator, cards } = visit()
  for (let i = 0; i < 201; i++) await getUser(emulator.strict, 'user_ada')
  const { requests } = await cards('?open=request-1&open=request-201')
  expect(words(requests)).toContain('The bodies of the last 200 requests are kept')
  expect(words(requests)).toContain('"object": "user"')
})

test('behavior: an open user shows their addresses, memberships, sessions and metadata', async () => {
  const { emulator, cards } = visit()
  const { session } = await emulator.signIn('user_ada')
  const { users = '' } = await cards('?open=user-user_ada')
  const text = words(users)
  expect(text).toMatch(/ada@example.com , verified, primary/)
  expect(text).toContain('Acme, org:admin')
  expect(text).toContain(session.id)
  expect(text).toContain('"plan": "pro"')
  expect(text).not.toContain('hidden here')
  expect(users).toContain('data-send="POST /_emulator/tokens"')
  expect(users).toContain('aria-label="Copy a session token of Ada"')
  expect(users).not.toContain('token-user_mallory')
})

test('behavior: an open organization shows its members, invitations and domains', async () => {
  const { cards } = visit({
    seed: {
      ...seed,
      organizations: [
        {
          id: 'org_acme',
          name: 'Acme',
          slug: 'acme',
          created_by: 'user_ada',
          invitations: [{ email_address: 'new@example.com', role: 'org:member' }],
          domains: [{ name: 'acme.example', enrollment_mode: 'manual_invitation' }],
        },
      ],
    },
  })
  const { organizations } = await cards('?open=organization-org_acme')
  const text = words(organizations)
  expect(text).toContain('Ada, org:admin')
  expect(text).toContain('new@example.com , org:member')
  expect(text).toContain('acme.example, manual_invitation')
})

test('behavior: an open event shows its payload, and can be delivered again', async () => {
  const answers = [500, 204]
  const { emulator, cards, send } = visit({
    webhooks: [
      {
        url: 'https://app.example.com/hooks?token=hidden',
        signingSecret: 'whsec_dGVzdA==',
        fetch: () => new Response(null, { status: answers.shift() ?? 204 }),
      },
    ],
  })
  await createUser(emulator.strict, { username: 'grace' })
  await emulator.delivered()
  const { id = '' } = emulator.webhooks.at(-1) ?? {}
  const { events = '' } = await cards(`?open=event-${id}`)
  expect(words(events)).toMatch(/500 , again at .*https:\/\/app\.example\.com\/hooks\?token=… /)
  expect(words(events)).toContain('"username": "grace"')
  const [, path] = /data-send="(POST [^"]+redeliver)"/.exec(events) ?? []
  const [method = '', route = ''] = path?.split(' ') ?? []
  expect((await send(route, { method })).status).toBe(204)
  await emulator.delivered()
  expect(emulator.deliveries.map(({ status }) => status)).toEqual(['pending', 'delivered'])
})

test('behavior: the card of an event without an endpoint says so', async () => {
  const { emulator, cards } = visit()
  await createUser(emulator.strict, { username: 'grace' })
  const { id = '' } = emulator.webhooks[0] ?? {}
  const { events = '' } = await cards(`?open=event-${id}`)
  expect(words(events)).toContain('No endpoint receives it')
  expect(events).not.toContain('redeliver')
})

test('behavior: the inbox shows the links of messages', async () => {
  const { emulator, cards } = visit({ url: HERE })
  await createInvitation(emulator.strict, { email_address: 'new@example.com' })
  const [message] = emulator.messages
  const { inbox = '' } = await cards(`?open=message-${message?.id}`)
  expect(inbox).toContain(`href="${message?.link?.replaceAll('&', '&amp;')}"`)
  expect(inbox).toContain('rel="noopener"')
  expect(words(inbox)).toContain('new@example.com')
})

test('behavior: the code of a message is shown, and a link that is not a web address is not', async () => {
  const { emulator, cards } = visit()
  const snapshot = emulator.snapshot()
  const [message] = [
    {
      object: 'message',
      id: 'ema_1',
      channel: 'email',
      to: 'ada@example.com',
      subject: 'Your code',
      body: '424242',
      code: '424242',
      link: 'javascript:alert(1)',
      delivered_by_clerk: true,
      created_at: NOON,
    },
  ]
  Object.assign(snapshot.data, { outbox: [message] })
  emulator.restore(snapshot)
  const { inbox = '' } = await cards()
  expect(inbox).toContain('<strong class="code">424242</strong>')
  expect(inbox).toContain('data-text="424242"')
  expect(inbox).not.toContain('javascript:')
})

test.each([
  ['ada', { users: 'Ada', organizations: '', requests: '/v1/users/user_ada' }],
  ['ACME', { organizations: 'Acme', users: '' }],
  ['resource_not_found', { requests: 'user_none', users: '' }],
  ['"plan":"pro"', { users: 'Ada' }],
  ['session.created', { events: 'session.created', users: '' }],
  ['no such thing', { users: '', organizations: '', requests: '', events: '', sessions: '' }],
])('behavior: the search for %s applies to all cards', async (query, expected) => {
  const { emulator, cards } = visit()
  await emulator.signIn('user_ada')
  await getUser(emulator.strict, 'user_ada')
  await getUser(emulator.strict, 'user_none').catch(() => {})
  const found = await cards(`?q=${encodeURIComponent(query)}`)
  for (const [id, text] of Object.entries(expected)) {
    if (text) expect(words(found[id])).toContain(text)
    else expect(words(found[id])).toContain('Nothing here matches')
  }
})

test('behavior: search and open rows are in the URL, so they survive a reload, also without scripts', async () => {
  const { emulator, page } = visit()
  await getUser(emulator.strict, 'user_ada')
  const text = await page('?q=Ada&open=user-user_ada&open=request-1')
  expect(text).toContain('id="detail-user-user_ada"')
  expect(text).toContain('id="detail-request-1"')
  expect(text).toContain('name="q" value="ada"')
  expect(text).toContain('href="/?q=ada&amp;open=request-1"')
})

test('behavior: empty cards offer the next step', async () => {
  const { emulator, cards, send } = visit({ seed: undefined })
  const { requests, users = '', inbox, events, organizations, sessions } = await cards()
  expect(words(requests)).toMatch(/There are no requests yet.*Copy variables/)
  expect(words(inbox)).toContain('appear here')
  expect(words(events)).toContain('--webhook')
  expect(words(organizations)).toContain('There are no organizations yet')
  expect(words(sessions)).toContain('Nobody is signed in')
  const [, body = ''] = /data-send="POST \/_emulator\/seed" data-body="([^"]+)"/.exec(users) ?? []
  const answer = await send('/_emulator/seed', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: body.replaceAll('&quot;', '"'),
  })
  expect(answer.status).toBe(204)
  expect(await getUser(emulator.strict, 'user_ada')).toMatchObject({ first_name: 'Ada' })
  expect(words((await cards()).organizations)).toContain('Acme')
})

test('behavior: the variables can be copied, and the page shows no secret', async () => {
  const { emulator, send, page } = visit()
  expect(await (await send('/_emulator/variables')).json()).toEqual({
    CLERK_API_URL: HERE,
    CLERK_PROXY_URL: HERE,
    CLERK_SIGN_IN_URL: `${HERE}/sign-in`,
    ...emulator.env,
  })
  const text = await page()
  expect(text).toContain(emulator.env.CLERK_PUBLISHABLE_KEY)
  expect(text).not.toContain(emulator.env.CLERK_SECRET_KEY)
})

test('behavior: the card of the clock warns about the effect of moving it', async () => {
  const { emulator, cards } = visit()
  expect(words((await cards()).clock)).toContain('they refuse the tokens that it issues')
  expect(words((await cards()).clock)).not.toContain('moved forward')
  emulator.clock.advance('5m')
  expect(words((await cards()).clock)).toContain('2026-05-12 12:05:00 UTC, moved forward')
})

test('behavior: faults show their route, their effect and how often they still apply', async () => {
  const { emulator, cards } = visit()
  expect(words((await cards()).faults)).toContain('There are no faults.')
  emulator.faults.push({ route: 'GET /v1/users/*', status: 503, count: 2 }, { latency: 10 })
  const text = words((await cards()).faults)
  expect(text).toContain('GET /v1/users/* : responds with 503, 2 times more')
  expect(text).toContain('every request : takes 10 ms, once more')
})

test('behavior: the route accepts every fault that the card offers', async () => {
  const { cards, send, emulator } = visit()
  const { faults = '' } = await cards()
  const choices = [...faults.matchAll(/<option value="([^"]+)"/g)].map(([, value = '']) =>
    JSON.parse(value.replaceAll('&quot;', '"')),
  )
  expect(choices.length).toBeGreaterThan(5)
  for (const choice of choices) {
    const answer = await send('/_emulator/faults', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...choice, count: 1 }),
    })
    expect(answer.status).toBe(200)
  }
  expect(emulator.faults).toHaveLength(choices.length)
})

test('behavior: stored values are shown as text, never as markup', async () => {
  const { emulator, cards } = visit()
  const { id } = await createUser(emulator.strict, {
    username: 'xavier',
    first_name: '<img src=x onerror=alert(1)>',
    public_metadata: { note: '"><script>alert(1)</script>' },
  })
  await emulator.fetch(`${HERE}/v1/<script>`)
  const all = JSON.stringify(
    await cards(`?q=${encodeURIComponent('<')}&open=user-${id}&open=request-1&open="><script>`),
  )
  expect(all).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(all).not.toMatch(/<script|<img/)
})

test('behavior: ids are unique, also with everything open', async () => {
  const { emulator, page } = visit()
  await emulator.signIn('user_ada')
  await createInvitation(emulator.strict, { email_address: 'new@example.com' })
  const open = [
    'request-1',
    'user-user_ada',
    'user-user_mallory',
    'organization-org_acme',
    ...emulator.webhooks.map(({ id }) => `event-${id}`),
    ...emulator.messages.map(({ id }) => `message-${id}`),
  ]
  const text = await page(`?${open.map((key) => `open=${key}`).join('&')}`)
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const key of open) expect(ids).toContain(`detail-${key}`)
  for (const [, id] of text.matchAll(/ aria-(?:controls|labelledby|describedby)="([^"]+)"/g)) {
    expect(ids).toContain(id)
  }
})

const FOREIGN: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'http://localhost:3000' },
  { origin: 'https://localhost:4010' },
  { origin: 'null' },
  { origin: '' },
  { origin: 'null', 'clerk-proxy-url': 'data:,' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: HERE, 'sec-fetch-site': 'cross-site' },
  // An old browser may send neither `origin` nor `sec-fetch-site`.
  { referer: 'https://evil.example/page' },
  { referer: 'http://localhost:3000/' },
  { referer: `https://evil.example/${HERE}/sign-in` },
  { referer: 'about:blank' },
  { referer: 'https://evil.example/', 'clerk-proxy-url': 'https://app.example.com/__clerk' },
]
const CONTROLS: [method: string, path: string, body?: unknown][] = [
  ['POST', '/_emulator/clock', { advance: '1d' }],
  ['POST', '/_emulator/faults', { status: 500 }],
  ['DELETE', '/_emulator/faults'],
  ['POST', '/_emulator/reset'],
  ['POST', '/_emulator/seed', {}],
  ['POST', '/_emulator/tokens', { user: 'user_ada' }],
  ['POST', '/_emulator/tokens/expire'],
  ['POST', '/sign-in', new URLSearchParams({ user_id: 'user_ada' })],
  ['POST', '/sign-out', new URLSearchParams()],
]

function initOf(method: string, body: unknown, headers: Record<string, string>): RequestInit {
  if (body instanceof URLSearchParams) return { method, body, headers }
  if (body === undefined) return { method, headers }
  return {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  }
}

test.each(
  CONTROLS.flatMap(([method, path, body]) =>
    FOREIGN.map((headers) => [method, path, headers, body] as const),
  ),
)('error: %s %s of a page of another site is refused: %j', async (method, path, headers, body) => {
  const { emulator, send } = visit()
  const { session } = await emulator.signIn('user_ada')
  emulator.faults.push({ route: 'GET /nowhere', status: 503 })
  const before = emulator.snapshot().data
  expect((await send(path, initOf(method, body, headers))).status).toBe(403)
  expect(emulator.clock.now()).toBe(NOON)
  expect(emulator.faults).toHaveLength(1)
  expect(emulator.snapshot().data).toEqual(before)
  expect(session.status).toBe('active')
})

test.each([
  {},
  { origin: HERE },
  { origin: HERE, 'sec-fetch-site': 'same-origin' },
  { 'sec-fetch-site': 'none' },
  { origin: 'https://app.example.com', 'clerk-proxy-url': 'https://app.example.com/__clerk' },
  { referer: `${HERE}/sign-in` },
  { referer: 'https://evil.example/', 'sec-fetch-site': 'same-origin' },
  { referer: 'https://evil.example/', origin: HERE },
  {
    referer: 'https://app.example.com/__clerk/sign-in',
    'clerk-proxy-url': 'https://app.example.com/__clerk',
  },
])('behavior: a request of a page of the emulator is accepted: %j', async (headers) => {
  for (const [method, path, body] of CONTROLS) {
    const { send } = visit()
    expect((await send(path, initOf(method, body, headers))).status).toBeLessThan(400)
  }
})

test('error: the root of another host is not the dashboard', async () => {
  const { emulator } = visit()
  const answer = await emulator.fetch('https://elsewhere.example/')
  expect(answer.status).toBe(404)
})
