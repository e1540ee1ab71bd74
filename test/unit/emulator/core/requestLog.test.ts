import {
  createApiKey,
  createMachine,
  createOAuthApplication,
  createSignInToken,
  createUser,
  getUser,
  updateUserProfileImage,
  verifyApiKey,
} from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const HERE = 'http://localhost:4010'
const seed = {
  users: [{ id: 'user_ada', username: 'ada', password: 'correct horse battery' }],
}

function bodies({ requests }: ReturnType<typeof emulate>) {
  const { requestBody, responseBody } = requests.at(-1) ?? {}
  return [requestBody, responseBody]
}

test('default: a request is logged with its body and its response', async () => {
  const emulator = emulate({ seed })
  await createUser(emulator.strict, { username: 'grace', public_metadata: { plan: 'pro' } })
  expect(emulator.requests).toMatchObject([{ id: 1, method: 'POST', path: '/v1/users' }])
  const [sent = '', received = ''] = bodies(emulator)
  expect(JSON.parse(sent)).toEqual({ username: 'grace', public_metadata: { plan: 'pro' } })
  expect(JSON.parse(received)).toMatchObject({ object: 'user', username: 'grace' })
  await getUser(emulator.strict, 'user_none').catch(() => {})
  const [none, refused = ''] = bodies(emulator)
  expect(none).toBeUndefined()
  expect(JSON.parse(refused)).toMatchObject({ errors: [{ code: 'resource_not_found' }] })
})

test('behavior: both bodies are logged before the response resolves, and it can still be read', async () => {
  const emulator = emulate({ seed })
  emulator.faults.push({ status: 503 })
  const answer = await emulator.fetch(`${HERE}/v1/users`, { method: 'POST', body: '{"a":1}' })
  expect(bodies(emulator)).toEqual(['{\n  "a": 1\n}', expect.stringContaining('errors')])
  expect(await answer.json()).toHaveProperty('errors')
})

test('behavior: passwords are not logged', async () => {
  const emulator = emulate()
  await createUser(emulator.strict, { username: 'grace', password: 'open sesame 42' })
  await createUser(emulator.strict, {
    username: 'hedy',
    password_digest: '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
    password_hasher: 'bcrypt',
  })
  const [{ requestBody } = {}, { requestBody: hashed } = {}] = emulator.requests
  expect(JSON.parse(requestBody ?? '')).toEqual({ username: 'grace', password: '…' })
  expect(JSON.parse(hashed ?? '')).toMatchObject({ password_digest: '…' })
})

test('behavior: created and verified keys are not logged', async () => {
  const emulator = emulate({ seed })
  const { strict } = emulator
  const secrets: (string | undefined)[] = []
  secrets.push((await createMachine(strict, { name: 'billing' })).secret_key)
  secrets.push(
    (await createOAuthApplication(strict, { name: 'app', redirect_uris: [`${HERE}/callback`] }))
      .client_secret ?? undefined,
  )
  const key = await createApiKey(strict, { name: 'builds', subject: 'user_ada' })
  secrets.push(key.secret)
  await verifyApiKey(strict, { secret: key.secret ?? '' })
  const token = await createSignInToken(strict, { user_id: 'user_ada' })
  secrets.push(token.token, token.url ?? undefined)
  const log = JSON.stringify(emulator.requests)
  for (const secret of secrets) {
    expect(secret?.length).toBeGreaterThan(10)
    expect(log).not.toContain(secret)
  }
  expect(log).toContain(key.id)
})

test('behavior: a key of the seed is not logged, whatever its form and place', async () => {
  const emulator = emulate({
    seed: { ...seed, apiKeys: [{ subject: 'user_ada', name: 'builds', secret: 'plain words' }] },
  })
  await emulator.fetch(`${HERE}/v1/anything/plain%20words?about=plain%20words`, {
    method: 'POST',
    body: JSON.stringify({ note: 'plain words' }),
  })
  expect(JSON.stringify(emulator.requests)).not.toMatch(/plain(%20|\+| )words/)
})

test('behavior: passwords, codes and tokens of browsers are not logged', async () => {
  const emulator = emulate({
    seed: { users: [{ ...seed.users[0], email_address: ['ada@example.com'] }] },
  })
  const { instance } = emulator
  const api = `https://${instance.frontendApi}/v1`
  const origin = 'http://localhost:3000'
  const first = await emulator.fetch(`${api}/dev_browser`, { method: 'POST', headers: { origin } })
  const { token } = (await first.json()) as { token: string }
  const send = (path: string, form: Record<string, string>) =>
    emulator.fetch(`${api}${path}?__clerk_db_jwt=${token}`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams(form),
    })
  const answer = await send('/client/sign_ins', {
    identifier: 'ada',
    strategy: 'password',
    password: 'correct horse battery',
  })
  const text = await answer.text()
  expect(answer.status).toBe(200)
  const jwt = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(text)?.[0] ?? ''
  await send('/client/sign_ins/sia_1/attempt_first_factor', {
    strategy: 'email_code',
    code: '424242',
  })
  const log = JSON.stringify(emulator.requests)
  expect(log).not.toContain(token)
  expect(log).not.toContain('correct horse')
  expect(log).not.toContain('424242')
  expect(jwt).not.toBe('')
  expect(log).not.toContain(jwt)
  expect(log).not.toMatch(/eyJ/)
  expect(JSON.parse(emulator.requests[1]?.requestBody ?? '')).toEqual({
    identifier: 'ada',
    strategy: 'password',
    password: '…',
  })
})

test('behavior: tokens in a query are not logged', async () => {
  const emulator = emulate()
  await emulator.fetch(`${HERE}/v1/x?__session=abc.def&limit=1&__clerk_handshake=aaaa`)
  expect(emulator.requests[0]?.search).toBe('?__session=…&limit=1&__clerk_handshake=…')
})

test.each([
  [
    'a body that is not JSON',
    'application/json',
    '{"password": "hunter2"',
    /^\(application\/json, 22 characters, no JSON\)$/,
  ],
  [
    'plain text',
    'text/plain',
    'my password is hunter2',
    /^\(text\/plain, 22 characters, no JSON\)$/,
  ],
  ['an upload', 'image/png', 'hunter2', /^\(image\/png\)$/],
  ['JSON of another type', 'text/plain', '{"password":"hunter2"}', /"…"/],
])('behavior: the content of %s is not logged', async (_, type, body, shown) => {
  const emulator = emulate()
  await emulator.fetch(`${HERE}/v1/users`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  })
  expect(emulator.requests[0]?.requestBody).toMatch(shown)
  expect(JSON.stringify(emulator.requests)).not.toContain('hunter2')
})

test('behavior: a file in a form is logged as its description', async () => {
  const emulator = emulate({ seed })
  const picture = new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47])], 'ada.png', {
    type: 'image/png',
  })
  await updateUserProfileImage(emulator.strict, 'user_ada', { file: picture })
  expect(JSON.parse(bodies(emulator)[0] ?? '')).toEqual({ file: '(image/png, ada.png, 4 bytes)' })
})

test('behavior: long bodies are cut, and very long ones are left out', async () => {
  const emulator = emulate()
  const send = (length: number) =>
    emulator.fetch(`${HERE}/v1/users`, {
      method: 'POST',
      body: JSON.stringify({ note: 'x'.repeat(length) }),
    })
  await send(30_000)
  expect(bodies(emulator)[0]).toHaveLength('\n(and 10018 characters more)'.length + 20_000)
  await send(300_000)
  expect(bodies(emulator)[0]).toMatch(/^\(text\/plain, 300011 characters, too long to be kept\)$/)
})

test('behavior: the log has the last 1 000 requests, and the bodies of the last 200', async () => {
  const emulator = emulate({ seed })
  for (let i = 0; i < 1001; i++) await emulator.fetch(`${HERE}/v1/users`)
  expect(emulator.requests).toHaveLength(1000)
  expect(emulator.requests[0]?.id).toBe(2)
  expect(emulator.requests.filter(({ responseBody }) => responseBody)).toHaveLength(200)
  expect(emulator.requests.at(-1)?.responseBody).toContain('authentication_invalid')
})

test('behavior: a reset connection has no response, and a truncated response is logged as sent', async () => {
  const emulator = emulate({ seed })
  emulator.faults.push({ reset: true }, { truncate: 5 })
  await emulator.fetch(`${HERE}/v1/users`).catch(() => {})
  expect(emulator.requests[0]).toMatchObject({ status: undefined, responseBody: undefined })
  expect(emulator.requests[0]?.duration).toBeGreaterThan(0)
  await emulator.fetch(`${HERE}/v1/users`)
  expect(bodies(emulator)[1]).toBe('(application/json, 5 characters, no JSON)')
})

test('behavior: pages are logged as their content type', async () => {
  const emulator = emulate({ seed })
  await emulator.fetch(`${HERE}/sign-in`)
  expect(bodies(emulator)).toEqual([undefined, '(text/html)'])
})
