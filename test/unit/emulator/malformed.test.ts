import { connect } from 'node:net'
import { createUser, getUser } from 'clerklet'
import type { Emulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const HERE = 'http://localhost:4010'
const world = () =>
  emulate({
    seed: {
      users: [{ id: 'user_ada', username: 'ada', email_address: ['ada@example.com'] }],
      organizations: [{ id: 'org_acme', name: 'Acme', created_by: 'user_ada' }],
    },
  })

/** Signs a user in. Returns request headers with the secret key and the cookies of the user. */
async function allowed(emulator: Emulator): Promise<{ authorization: string; cookie: string }> {
  const { cookieHeaders } = await emulator.signIn('user_ada')
  return { authorization: `Bearer ${emulator.ctx.secretKey}`, ...cookieHeaders }
}

const multipart = 'multipart/form-data; boundary=x'
const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\nabc'
const FORMS: [string, string, string][] = [
  ['without a boundary', 'multipart/form-data', `${part}\r\n--x--\r\n`],
  ['with another boundary', 'multipart/form-data; boundary=y', `${part}\r\n--x--\r\n`],
  ['that is truncated', multipart, part],
  ['that is empty', multipart, ''],
  ['with other content', multipart, 'garbage'],
  ['with a part without a name', multipart, '--x\r\n\r\nabc\r\n--x--\r\n'],
]

describe('malformed multipart', () => {
  test.each(
    [
      ['POST', '/v1/users/user_ada/profile_image'],
      ['PUT', '/v1/organizations/org_acme/logo'],
      ['POST', '/v1/client/sign_ins'],
      ['POST', '/v1/client/sign_ups'],
      ['POST', '/v1/client/sessions/{session}/touch'],
      ['POST', '/v1/client/sessions/{session}/tokens'],
      ['POST', '/v1/waitlist'],
      ['POST', '/sign-in'],
    ].flatMap(([method = '', path = '']) => FORMS.map((form) => [method, path, ...form] as const)),
  )('error: %s %s of a form %s is 400', async (method, path, _, type, body) => {
    const emulator = world()
    const { session, cookieHeaders } = await emulator.signIn('user_ada')
    const headers = { ...(await allowed(emulator)), ...cookieHeaders, 'content-type': type }
    const url = HERE + path.replace('{session}', session.id)
    const answer = await emulator.fetch(url, { method, headers, body })
    expect(answer.status).toBe(400)
  })

  test('error: a well-formed form without a file is 422', async () => {
    const emulator = world()
    const body = new FormData()
    body.set('name', 'x')
    const headers = await allowed(emulator)
    const url = `${HERE}/v1/users/user_ada/profile_image`
    expect((await emulator.fetch(url, { method: 'POST', headers, body })).status).toBe(422)
  })
})

test.each([
  ['POST', '/v1/users', 'public_metadata'],
  ['PATCH', '/v1/users/user_ada/metadata', 'public_metadata'],
  ['POST', '/v1/client/sign_ups', 'unsafe_metadata'],
  ['POST', '/v1/waitlist', 'email_address'],
])('error: %s %s of JSON that is nested too deeply is 400', async (method, path, name) => {
  const emulator = world()
  const headers = { ...(await allowed(emulator)), 'content-type': 'application/json' }
  for (const depth of [2_000, 100_000]) {
    const body = `{"${name}":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`
    const answer = await emulator.fetch(HERE + path, { method, headers, body })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'request_body_invalid' }] })
  }
})

test.each([
  ['/v1/invitations', {}],
  ['/v1/organizations/org_acme/invitations', { role: 'org:member' }],
])('error: POST %s with a redirect_url that is not a URL is 422', async (path, more) => {
  const emulator = world()
  for (const redirect_url of ['x', '', '/path', 'http://[', '\ud800']) {
    const invitation = { email_address: 'new@example.com', redirect_url, ...more }
    const answer = await emulator.fetch(HERE + path, {
      method: 'POST',
      headers: await allowed(emulator),
      body: JSON.stringify(invitation),
    })
    expect(answer.status, redirect_url).toBe(422)
  }
})

const PATHS = [
  '/',
  '/sign-in',
  '/sign-out',
  '/v1/client',
  '/v1/client/handshake',
  '/v1/client/sign_ins',
  '/v1/client/sign_ups',
  '/v1/environment',
  '/v1/tickets/accept',
  '/v1/proxy-health',
  '/v1/public/interstitial',
  '/v1/users',
  '/v1/users/user_ada',
  '/v1/users/user_ada/profile_image',
  '/v1/organizations',
  '/v1/invitations',
  '/v1/jwks',
  '/v1/oauth_applications/access_tokens/verify',
  '/.well-known/jwks.json',
  '/images/x',
  '/_emulator/clock',
  '/_emulator/faults',
  '/_emulator/sections',
  '/m2m_tokens',
]
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PURGE', 'patch']
const ODD = ['%zz', '%', '%ff', '%ED%A0%80', '%00', '__proto__', 'constructor', 'é', '//', '..%2f']
const odd = fc.oneof(fc.constantFrom(...ODD), fc.string())
const path = fc
  .tuple(fc.constantFrom(...PATHS, '', '/'), fc.array(odd, { maxLength: 3 }))
  .map((parts) => [parts[0], ...parts[1]].join('/').replace(/[\s?#\\]/g, '') || '/')
const query = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        'redirect_url',
        'limit',
        'order_by',
        'query',
        'user_id',
        '_method',
        'ticket',
        'q',
        '__clerk_db_jwt',
        '__clerk_api_version',
        '__proto__',
      ),
      odd,
    ),
    { maxLength: 3 },
  )
  .map((pairs) => `?${pairs.map((pair) => pair.join('=').replace(/[\s#]/g, '')).join('&')}`)
const latin1 = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
})
const header = fc.tuple(
  fc.constantFrom(
    'cookie',
    'origin',
    'accept',
    'authorization',
    'clerk-api-version',
    'clerk-proxy-url',
    'content-type',
    'sec-fetch-site',
    'x-forwarded-for',
    'x-forwarded-host',
  ),
  fc.oneof(latin1, fc.constantFrom('__client=%zz; =; ;;', 'multipart/form-data', 'text/html, ')),
)
const body = fc.oneof(
  fc.string(),
  fc.constantFrom('{', '[1]', 'null', '{"__proto__":{}}', 'a=%zz&%=&strategy=__proto__', part),
  fc.json(),
)

/** Whether a status means an error of the emulator. Status 501 means an operation that the emulator does not support. */
function isOutage(status: number): boolean {
  return status >= 500 && status !== 501
}

describe('random requests', () => {
  test('behavior: no request makes `fetch` respond with 500 or reject', async () => {
    const emulator = world()
    const own = await allowed(emulator)
    const types = fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      multipart,
      'text/plain',
      ';',
    )
    const request = fc.record({
      method: fc.constantFrom(...METHODS),
      target: fc.tuple(path, query).map((parts) => parts.join('')),
      type: types,
      more: fc.array(header, { maxLength: 2 }),
      body,
    })
    await fc.assert(
      fc.asyncProperty(request, async ({ method, target, type, more, body }) => {
        const headers = new Headers({ ...own, 'content-type': type })
        for (const [name, value] of more) headers.set(name, value)
        const hasBody = method !== 'GET' && method !== 'HEAD'
        const answer = await emulator.fetch(HERE + target, {
          method,
          headers,
          ...(hasBody && { body }),
        })
        await answer.arrayBuffer()
        expect(isOutage(answer.status)).toBe(false)
        // Restores the data for the next request.
        emulator.reset()
      }),
      { numRuns: 200 },
    )
  }, 60_000)

  test('error: a request body that fails rejects with its reason, like fetch', async () => {
    const emulator = world()
    const reason = new Error('broken off')
    const stream = new ReadableStream({ pull: (controller) => controller.error(reason) })
    const sent: RequestInit & { duplex: 'half' } = {
      method: 'POST',
      headers: await allowed(emulator),
      body: stream,
      duplex: 'half',
    }
    await expect(emulator.fetch(`${HERE}/v1/users`, sent)).rejects.toBe(reason)
    expect(await getUser(emulator.strict, 'user_ada')).toMatchObject({ username: 'ada' })
  })
})

describe('over a socket', () => {
  const emulator = world()
  let port = 0
  let close = async () => {}
  const failures: unknown[] = []
  const onFailure = (error: unknown) => failures.push(error)

  beforeAll(async () => {
    process.on('unhandledRejection', onFailure)
    process.on('uncaughtException', onFailure)
    const listening = await listen(emulator)
    close = listening.close
    port = Number(new URL(listening.url).port)
  })
  afterAll(async () => {
    await close()
    process.off('unhandledRejection', onFailure)
    process.off('uncaughtException', onFailure)
  })

  /** Sends bytes and ends the connection. Returns the status, or undefined without a response. */
  const send = (text: string) =>
    new Promise<number | undefined>((resolve) => {
      let answer = ''
      const socket = connect(port, '127.0.0.1', () => socket.end(text, 'latin1'))
      socket.on('data', (chunk) => {
        answer += chunk
      })
      // The server may have closed the connection already.
      socket.on('error', () => {})
      socket.on('close', () => resolve(answer ? Number(answer.split(' ')[1]) : undefined))
    })
  const post = (path: string, lines: string[], body: string) =>
    send([`POST ${path} HTTP/1.1`, 'host: localhost', ...lines, '', body].join('\r\n'))

  test.each<[string, () => Promise<number | undefined>, number[]]>([
    ['bytes that are not HTTP', () => send('\x16\x03\x01\x02\x00\x01\x00'), [400]],
    ['no Host header', () => send('GET / HTTP/1.1\r\n\r\n'), [400]],
    ['an unknown method', () => send('FROB / HTTP/1.1\r\nhost: localhost\r\n\r\n'), [400]],
    ['a target that is not a path', () => send('GET x HTTP/1.1\r\nhost: localhost\r\n\r\n'), [400]],
    ['the target *', () => send('OPTIONS * HTTP/1.1\r\nhost: localhost\r\n\r\n'), [400]],
    ['a backslash', () => send('GET /\\evil HTTP/1.1\r\nhost: localhost\r\n\r\n'), [400]],
    ['an invalid escape', () => send('GET /%zz HTTP/1.1\r\nhost: localhost\r\n\r\n'), [404]],
    ['two slashes', () => send('GET //evil/ HTTP/1.1\r\nhost: localhost\r\n\r\n'), [404]],
    [
      'headers of 64 kB',
      () => send(`GET / HTTP/1.1\r\nhost: localhost\r\nx: ${'x'.repeat(65_536)}\r\n\r\n`),
      [431],
    ],
    [
      'a header with a control character',
      () => send('GET / HTTP/1.1\r\nhost: localhost\r\nx: \x00\r\n\r\n'),
      [400],
    ],
    [
      'a truncated body',
      () =>
        post('/v1/client/sign_ins', ['content-type: application/json', 'content-length: 9'], '{'),
      [400],
    ],
    ['a length that is not a number', () => post('/sign-in', ['content-length: x'], ''), [400]],
    [
      'a length together with chunks',
      () => post('/sign-in', ['content-length: 1', 'transfer-encoding: chunked'], '0\r\n\r\n'),
      [400],
    ],
    ['an invalid chunk', () => post('/sign-in', ['transfer-encoding: chunked'], 'zz\r\n'), [400]],
    [
      'malformed multipart',
      () => post('/sign-in', [`content-type: ${multipart}`, 'content-length: 7'], 'garbage'),
      [400],
    ],
  ])('error: %s', async (_, request, statuses) => {
    expect(statuses).toContain(await request())
    expect(failures).toEqual([])
  })

  test('behavior: no bytes make the server fail', async () => {
    const line = fc.oneof(
      latin1.map((text) => text.replace(/[\r\n]/g, '')),
      header.map((parts) => parts.join(': ')),
      fc.constantFrom('host: localhost', 'host: ', 'content-length: 5', 'expect: 100-continue'),
      fc.constantFrom('transfer-encoding: chunked', 'connection: upgrade', 'upgrade: websocket'),
    )
    const first = fc
      .tuple(fc.constantFrom(...METHODS, 'CONNECT', 'TRACE'), path, query)
      .map(([method, at, search]) => `${method} ${at}${search} HTTP/1.1`)
    const request = fc
      .tuple(fc.oneof({ weight: 4, arbitrary: first }, latin1), fc.array(line), body)
      .map(([start, lines, end]) => [start, 'host: localhost', ...lines, '', end].join('\r\n'))
    await fc.assert(
      fc.asyncProperty(request, async (text) => {
        const status = await send(text)
        expect(isOutage(status ?? 0)).toBe(false)
      }),
      { numRuns: 200 },
    )
    expect(failures).toEqual([])
    emulator.reset()
    expect(await createUser(emulator.strict, { username: 'grace' })).toMatchObject({
      username: 'grace',
    })
  }, 60_000)
})
