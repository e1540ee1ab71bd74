import { getUser, isClerkApiError, listUsers, paginate, path, request, updateUser } from 'clerklet'
import { decodeToken, verifyToken } from 'clerklet/verify'
import { createEmulator } from 'clerklet-emulator'
import { expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const ada = { id: 'user_ada', email_address: ['ada@example.com'], first_name: 'Ada' }
const seed = { users: [ada] }
const call = (method: 'GET' | 'POST', at: ReturnType<typeof path>, body?: object) =>
  ({ method, path: at, body }) as const

test('error: no key, a malformed header and a wrong key are 401, each with a specific code', async () => {
  const { fetch } = emulate()
  for (const [authorization, code] of [
    [undefined, 'authentication_invalid'],
    ['Basic eA==', 'authorization_header_format_invalid'],
    ['Bearer sk_test_other', 'clerk_key_invalid'],
  ]) {
    const answer = await fetch('https://api.clerk.com/v1/users', {
      headers: authorization ? { authorization } : {},
    })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({
      errors: [{ code }],
      clerk_trace_id: expect.any(String),
    })
  }
})

test('error: an unknown route is a 404 that names it', async () => {
  const { strict } = emulate()
  await expect(
    request(strict, undefined, call('POST', path`/beta_things/${'x'}`)),
  ).rejects.toMatchObject({
    status: 404,
    code: 'resource_not_found',
    message: expect.stringContaining('The emulator has no POST /v1/beta_things/x'),
  })
})

test('error: an unknown API version', async () => {
  const { strict } = emulate()
  await expect(listUsers({ ...strict, apiVersion: '2020-01-01' })).rejects.toMatchObject({
    status: 400,
    code: 'api_version_invalid',
  })
})

test('error: a body that is not a JSON object', async () => {
  const { ctx } = emulate()
  for (const body of ['{', '[]', '7', 'null']) {
    const answer = await ctx.fetch('https://api.clerk.com/v1/users', {
      method: 'POST',
      headers: { authorization: `Bearer ${ctx.secretKey}` },
      body,
    })
    expect(answer.status, body).toBe(400)
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'request_body_invalid' }] })
  }
})

test('behavior: two emulators create the same ids, unless idSeed differs', async () => {
  const ids = async (idSeed?: string) => {
    const { strict } = emulate({
      seed: { users: [{ username: 'a' }, { username: 'b' }] },
      ...(idSeed && { idSeed }),
    })
    return (await listUsers(strict)).map(({ id }) => id)
  }
  expect(await ids()).toEqual(await ids())
  expect(await ids()).not.toEqual(await ids('other'))
  expect((await ids())[0]).toMatch(/^user_\w{27}$/)
})

test('behavior: the PEM key and the JWKS verify a token for 60 seconds', async () => {
  const { ctx, signIn, clock } = emulate({ seed })
  const { token, session } = await signIn(ada.id)
  const { jwtKey, ...online } = ctx
  for (const each of [ctx, online]) {
    expect(await verifyToken(each, token)).toMatchObject({
      sub: ada.id,
      sid: session.id,
      v: 2,
      exp: NOON / 1000 + 60,
    })
  }
  clock.advance('61s')
  await expect(verifyToken({ ...ctx, clockSkewInMs: 0 }, token)).rejects.toMatchObject({
    reason: 'token-expired',
  })
})

test('behavior: the API issues tokens for a session until it is revoked', async () => {
  const { strict, signIn } = emulate({ seed })
  const { session } = await signIn(ada.id)
  const tokens = path`/sessions/${session.id}/tokens`
  const { jwt } = await request<{ jwt: string }>(
    strict,
    undefined,
    call('POST', tokens, { expires_in_seconds: 30 }),
  )
  expect(await verifyToken(strict, jwt)).toMatchObject({ sub: ada.id, exp: NOON / 1000 + 30 })
  await expect(
    request(strict, undefined, call('POST', tokens, { expires_in_seconds: 29 })),
  ).rejects.toMatchObject({ status: 422 })
  expect(
    await request(strict, undefined, call('POST', path`/sessions/${session.id}/revoke`)),
  ).toMatchObject({ status: 'revoked' })
  await expect(request(strict, undefined, call('POST', tokens))).rejects.toMatchObject({
    status: 404,
  })
})

test('behavior: a list of sessions needs a user or a client, and sessions expire', async () => {
  const { strict, signIn, clock } = emulate({ seed })
  const { session } = await signIn(ada.id)
  const list = (query: object) =>
    request(strict, undefined, { method: 'GET', path: path`/sessions`, query })
  await expect(list({})).rejects.toMatchObject({ status: 422 })
  expect(await list({ user_id: ada.id, status: 'active' })).toMatchObject([{ id: session.id }])
  expect(await list({ client_id: session.client_id, paginated: true })).toMatchObject({
    data: [{ id: session.id }],
    total_count: 1,
  })
  clock.advance('7d')
  expect(await list({ user_id: ada.id, status: 'active' })).toEqual([])
  expect(await list({ user_id: ada.id })).toMatchObject([{ status: 'expired' }])
})

test('behavior: mintToken mints tokens with any claims', async () => {
  const { mintToken, ctx } = emulate({ seed })
  const old = await mintToken({
    userId: ada.id,
    version: 1,
    azp: 'https://example.com',
    claims: { org_id: 'org_1' },
  })
  const { payload, header } = decodeToken(old)
  expect(payload).toMatchObject({ azp: 'https://example.com', org_id: 'org_1', sub: ada.id })
  expect(payload).not.toHaveProperty('v')
  expect(header).toMatchObject({ alg: 'RS256', typ: 'JWT', cat: 'cl_B7d4PD111AAA' })
  const expired = await mintToken({ userId: ada.id, expiresIn: -10 })
  await expect(verifyToken(ctx, expired)).rejects.toMatchObject({ reason: 'token-expired' })
})

test('behavior: mintToken mints tokens of JWT templates', async () => {
  const emulator = emulate({ seed })
  emulator.seed({ jwtTemplates: [{ name: 'store', claims: { first: '{{user.first_name}}' } }] })
  const token = await emulator.mintToken({ userId: ada.id, template: 'store', expiresIn: 300 })
  const { payload, header } = decodeToken(token)
  expect(payload).toMatchObject({ first: 'Ada', sub: ada.id, exp: NOON / 1000 + 300 })
  expect(header.cat).toBe('cl_B7d4PD222AAA')
})

test('error: a token for an unknown user, session or template', async () => {
  const { mintToken } = emulate({ seed })
  for (const [options, message] of [
    [{ userId: 'user_0' }, /user_0/],
    [{ sessionId: 'sess_0' }, /sess_0/],
    [{ userId: ada.id, template: 'none' }, /none/],
    [{ template: 'none' }, /userId/],
  ] as const) {
    const minted = mintToken(options)
    await expect(minted).rejects.toThrow(TypeError)
    await expect(minted).rejects.toThrow(message)
  }
})

test.each([
  ['user_0', {}, 'The sign-in is refused: resource_not_found: No user was found with id user_0'],
  [ada.id, { organizationId: 'org_0' }, /^The sign-in is refused: .*org_0/],
])('error: a sign-in of %s with %j', async (userId, options, message) => {
  const { signIn } = emulate({ seed })
  const signing = signIn(userId, options)
  await expect(signing).rejects.toThrow(TypeError)
  await expect(signing).rejects.toThrow(message)
})

test('behavior: retries after 429 wait in virtual time', async () => {
  const { strict, faults, requests, clock } = emulate({ seed })
  faults.push({ route: 'GET /v1/users/*', status: 429, retryAfter: 5, count: 2 })
  expect(await getUser(strict, ada.id)).toMatchObject({ first_name: 'Ada' })
  expect(requests.map(({ status }) => status)).toEqual([429, 429, 200])
  expect(clock.now()).toBe(NOON + 10_000)
  expect(faults).toEqual([])
})

test('behavior: a page can read the response of a fault', async () => {
  const { fetch, faults } = emulate({ seed })
  faults.push({ route: 'GET /v1/client', status: 500 })
  const origin = 'http://localhost:8787'
  const response = await fetch('https://x.y/v1/client?_clerk_js_version=6', { headers: { origin } })
  expect(response.status).toBe(500)
  expect(response.headers.get('access-control-allow-origin')).toBe(origin)
})

test('behavior: faults apply to their route, and can reset connections and truncate bodies', async () => {
  const { strict, faults } = emulate({ seed })
  faults.push({ route: 'PATCH /v1/users/*', reset: true })
  expect(await getUser(strict, ada.id)).toMatchObject({ first_name: 'Ada' })
  await expect(updateUser(strict, ada.id, { first_name: 'Grace' })).rejects.toMatchObject({
    name: 'ClerkNetworkError',
    code: 'ECONNRESET',
  })
  expect(await getUser(strict, ada.id)).toMatchObject({ first_name: 'Grace' })
  faults.push({ truncate: 20 })
  await expect(getUser({ ...strict, onDrift: undefined }, ada.id)).rejects.toMatchObject({
    name: 'ClerkResponseError',
  })
  faults.push({ latency: 10_000 })
  await expect(getUser(strict, ada.id, { timeout: 5, retry: 0 })).rejects.toMatchObject({
    code: 'timeout',
  })
})

test('behavior: requests are logged without their keys', async () => {
  const { strict, requests } = emulate({ seed })
  await listUsers(strict, { limit: 1 })
  expect(requests).toEqual([
    {
      id: 1,
      method: 'GET',
      path: '/v1/users',
      search: '?limit=1',
      requestBody: undefined,
      responseBody: expect.stringContaining('"object": "user"'),
      status: 200,
      at: NOON,
      duration: expect.any(Number),
    },
  ])
})

test('behavior: tokens in a query are not logged', async () => {
  const { fetch, requests } = emulate({ seed })
  await fetch('http://x.y/v1/client/handshake?redirect_url=a&__session=eyJ.x&__clerk_db_jwt=dvb_1')
  expect(requests[0]?.search).toBe('?redirect_url=a&__session=…&__clerk_db_jwt=…')
})

test('behavior: reset restores the seed and deletes all other data', async () => {
  const { strict, seed: plant, reset, requests, faults } = emulate({ seed })
  plant({ users: [{ username: 'grace' }] })
  expect(await listUsers(strict)).toHaveLength(2)
  faults.push({ status: 500 })
  reset()
  expect(requests).toEqual([])
  expect(await listUsers(strict)).toMatchObject([{ id: ada.id }])
})

test('error: a refused seed names the item and the reason', () => {
  expect(() => createEmulator({ seed: { users: [ada, { ...ada, id: 'user_2' }] } })).toThrow(
    'The seed is refused: users[1]: form_identifier_exists: That email address is taken',
  )
})

test('behavior: without now, the clock follows the real time', () => {
  const { clock } = createEmulator()
  const before = Date.now()
  clock.advance('1h')
  expect(clock.now() - before).toBeGreaterThanOrEqual(3_600_000)
  expect(() => clock.advance('soon')).toThrow('A duration must be')
  expect(() => clock.advance(-1)).toThrow('A duration must be')
})

test('behavior: paging with a cursor is stable while users are added', async () => {
  const { strict, seed: plant } = emulate({
    seed: { users: Array.from({ length: 5 }, (_, i) => ({ username: `u${i}` })) },
  })
  const seen: (string | null)[] = []
  for await (const user of paginate(listUsers, strict, { limit: 2 })) {
    seen.push(user.username)
    plant({ users: [{ username: `new${seen.length}` }] })
  }
  expect(seen).toEqual(['u4', 'u3', 'u2', 'u1', 'u0'])
  await expect(getUser(strict, 'user_0')).rejects.toSatisfy((error) =>
    isClerkApiError(error, 'resource_not_found'),
  )
})
