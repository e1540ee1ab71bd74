import { createUser, getUser } from 'clerklet'
import { expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const HERE = 'http://localhost:4010'
const seed = {
  users: [
    { id: 'user_ada', first_name: 'Ada', email_address: ['ada@example.com'] },
    { id: 'user_mallory', username: 'mallory', banned: true },
  ],
  organizations: [{ name: 'Acme', slug: 'acme', created_by: 'user_ada' }],
}

function visit() {
  const emulator = emulate({ seed })
  const send = (path: string, form?: Record<string, string>, headers = {}) =>
    emulator.fetch(HERE + path, {
      headers: { accept: 'text/html', ...headers },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
  const sections = async (): Promise<Record<string, string>> =>
    (await send('/_emulator/sections')).json()
  return { emulator, send, sections }
}

test('default: shows what there is, with a policy that lets only its own script run', async () => {
  const { emulator, send } = visit()
  await emulator.signIn('user_ada')
  const answer = await send('/')
  const page = await answer.text()
  expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(page).not.toMatch(/<script(?! type="module" src=)/)
  for (const text of ['Ada', 'user_mallory', 'banned', 'Acme', 'session.created']) {
    expect(page).toContain(text)
  }
  expect(page).not.toContain(emulator.ctx.secretKey)
})

test('behavior: its own requests are not noted, nor hit by faults', async () => {
  const { emulator, send, sections } = visit()
  emulator.faults.push({ status: 500 })
  expect((await send('/')).status).toBe(200)
  await sections()
  expect(emulator.requests).toEqual([])
  expect(emulator.faults).toHaveLength(1)
})

test('behavior: the log tells of requests, the newest first, with status and time', async () => {
  const { emulator, sections } = visit()
  await getUser(emulator.strict, 'user_ada')
  await getUser(emulator.strict, 'user_none').catch(() => {})
  const { requests = '' } = await sections()
  expect(requests).toMatch(/user_none[\s\S]*bad">404[\s\S]*user_ada[\s\S]*200/)
  expect(requests).toMatch(/<td>\d+\.\d<\/td>/)
})

test('behavior: what is sent to it is text, never markup', async () => {
  const { emulator, sections } = visit()
  await createUser(emulator.strict, {
    username: 'xavier',
    first_name: '<img src=x onerror=alert(1)>',
  })
  await emulator.fetch(`${HERE}/v1/<script>`)
  const { users = '', requests = '' } = await sections()
  expect(users).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(users + requests).not.toMatch(/<script|<img/)
})

test('behavior: moves the clock, adds and removes faults, and starts over', async () => {
  const { emulator, send } = visit()
  const { strict, faults, clock } = emulator
  expect((await send('/_emulator/clock', { by: '61s' })).status).toBe(303)
  expect(clock.now()).toBe(NOON + 61_000)
  await send('/_emulator/faults', { route: 'GET /v1/users/*', what: '503', count: '2' })
  expect(faults).toEqual([{ route: 'GET /v1/users/*', status: 503, count: 2 }])
  await expect(getUser(strict, 'user_ada', { retry: 0 })).rejects.toMatchObject({ status: 503 })
  await send('/_emulator/faults/clear', {})
  expect(faults).toEqual([])
  const { id } = await createUser(strict, { username: 'late' })
  await send('/_emulator/reset', {})
  await expect(getUser(strict, id)).rejects.toMatchObject({ status: 404 })
  expect(await getUser(strict, 'user_ada')).toMatchObject({ first_name: 'Ada' })
})

test('behavior: tells a script in words what was done', async () => {
  const { send } = visit()
  const answer = await send('/_emulator/clock', { by: '5m' }, { accept: 'text/plain' })
  expect([answer.status, await answer.text()]).toEqual([200, 'The clock was moved by 5m.'])
})

test.each([
  ['/_emulator/clock', { by: 'soon' }],
  ['/_emulator/faults', { what: 'flood' }],
  ['/_emulator/faults', { what: '500', count: '0' }],
  ['/_emulator/faults', { what: '500', route: 'users' }],
])('error: %s %j changes nothing', async (path, form) => {
  const { emulator, send } = visit()
  expect((await send(path, form)).status).toBe(422)
  expect(emulator.clock.now()).toBe(NOON)
  expect(emulator.faults).toEqual([])
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
  // An old browser may leave out both headers.
  { referer: 'https://evil.example/page' },
  { referer: 'http://localhost:3000/' },
  { referer: `https://evil.example/${HERE}/sign-in` },
  { referer: 'about:blank' },
  { referer: 'https://evil.example/', 'clerk-proxy-url': 'https://app.example.com/__clerk' },
]
const CONTROLS: [string, Record<string, string>][] = [
  ['/_emulator/clock', { by: '1d' }],
  ['/_emulator/faults', { what: '500' }],
  ['/_emulator/faults/clear', {}],
  ['/_emulator/reset', {}],
  ['/sign-in', { user_id: 'user_ada' }],
  ['/sign-out', {}],
]

test.each(
  CONTROLS.flatMap(([path, form]) => FOREIGN.map((headers) => [path, headers, form] as const)),
)('error: a form of another site: %s %j', async (path, headers, form) => {
  const { emulator, send } = visit()
  const { session } = await emulator.signIn('user_ada')
  emulator.faults.push({ route: 'GET /nowhere', status: 503 })
  const before = emulator.snapshot().data
  expect((await send(path, form, headers)).status).toBe(403)
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
])('behavior: a form of its own: %j', async (headers) => {
  for (const [path, form] of CONTROLS) {
    const { send } = visit()
    expect((await send(path, form, headers)).status).toBe(303)
  }
})

test('error: an application that asks for the root of some host does not get the page', async () => {
  const { emulator } = visit()
  const answer = await emulator.fetch('https://elsewhere.example/')
  expect(answer.status).toBe(404)
})
