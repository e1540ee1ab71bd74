import { ClerkApiError, type Context, createUser, getUser, type RetryEvent } from 'clerklet'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callApi } from '#clerklet/core/callApi.ts'
import { path } from '#clerklet/core/path.ts'
import { SECRET_KEY } from '#fixtures/api.ts'
import { NOON } from '#fixtures/emulator.ts'
import { answering, findSecret, json, type Outcome, rejection } from '#fixtures/transport.ts'

const context = (...outcomes: Outcome[]): Context => ({
  secretKey: SECRET_KEY,
  retry: 0,
  fetch: answering(...outcomes).fetch,
})

/** Calls by the two transports: the transport of operations, and the transport of `clerklet/verify`. */
const transports: [string, (ctx: Context) => Promise<unknown>][] = [
  ['an operation', (ctx) => getUser(ctx, 'user_1')],
  [
    'a call of clerklet/verify',
    (ctx) => callApi(ctx, { operation: 'getUser', path: path`/users/${'user_1'}` }),
  ],
]

describe.each(transports)('the refusal of %s', (_, call) => {
  const refusedWith = async (body: unknown, headers: Record<string, string> = {}) =>
    rejection(call(context(json(422, body, headers))))

  test('default', async () => {
    const entry = { code: 'a', message: 'b', long_message: 'c', meta: { param_name: 'd' }, own: 1 }
    const error = await refusedWith(
      { errors: [entry], clerk_trace_id: 'trace_1' },
      { 'x-own': '1' },
    )

    expect(error).toBeInstanceOf(ClerkApiError)
    expect(error).toMatchObject({ code: 'a', errors: [entry], traceId: 'trace_1' })
    expect(error.headers).toMatchObject({ 'x-own': '1' })
    expect(error.message).toBe('422 a: c. (param d) GET /users/{id} trace=trace_1')
  })

  test.each([
    ['Name must be a valid name', 'Name must be a valid name.'],
    ['That email address is taken.', 'That email address is taken.'],
    ['Are you sure?', 'Are you sure?'],
    ['Must be one of "a" or "b"', 'Must be one of "a" or "b".'],
    ['It says "no."', 'It says "no."'],
    ['Use a URL (such as https://example.com)', 'Use a URL (such as https://example.com).'],
    ['  with space around ', 'with space around.'],
    ['of two\n  lines', 'of two lines.'],
  ])('behavior: %j reads as a sentence', async (long_message, sentence) => {
    const error = await refusedWith({ errors: [{ code: 'a', message: 'b', long_message }] })

    expect(error.message).toBe(`422 a: ${sentence} GET /users/{id}`)
  })

  test.each([
    ['is invalid', 'first_name is invalid.'],
    ['must be included', 'first_name must be included.'],
    ['Invalid name', 'Invalid name.'],
  ])('behavior: %j without long_message is about its param', async (message, sentence) => {
    const meta = { param_name: 'first_name' }
    const error = await refusedWith({ errors: [{ code: 'a', message, meta }] })

    expect(error.message).toBe(`422 a: ${sentence} (param first_name) GET /users/{id}`)
  })

  test('behavior: the seconds of Retry-After are in the message', async () => {
    const tooMany = { code: 'too_many_requests', message: 'Too many requests, retry later' }
    const headers = { 'retry-after': '7' }
    const date = { 'retry-after': new Date(NOON + 1500).toUTCString() }
    const at = (time: number) => ({ now: () => time })
    const refused = (body: unknown, headers: Record<string, string>) =>
      rejection(call({ ...context(json(429, body, headers)), ...at(NOON + 500) }))

    expect((await refused({ errors: [tooMany] }, headers)).message).toBe(
      '429 too_many_requests: Too many requests, retry later. Retry after 7 s. GET /users/{id}',
    )
    expect((await refused({ errors: [{ code: 'x' }] }, headers)).message).toBe(
      '429 x: Retry after 7 s. GET /users/{id}',
    )
    expect((await refused({}, date)).message).toBe(
      '429 The response names no error. Retry after 1 s. GET /users/{id}',
    )
  })

  test.each([null, 'x', 7, true, [], {}])(
    'behavior: %j in place of texts leaves the types of the error intact',
    async (value) => {
      const body = {
        errors: [{ code: value, message: value, long_message: value, meta: value, own: value }],
        clerk_trace_id: value,
      }
      const error = await refusedWith(body, { 'cf-ray': 'ray_1' })

      const isText = typeof value === 'string'
      const isObject = JSON.stringify(value) === '{}'
      expect(error).toBeInstanceOf(ClerkApiError)
      expect(error.code).toBe(isText ? 'x' : undefined)
      expect(error.traceId).toBe(isText ? 'x' : 'ray_1')
      expect(error.body).toEqual(body)
      expect(error.errors).toEqual([
        {
          code: isText ? 'x' : '',
          ...(isText && { message: 'x', long_message: 'x' }),
          ...(isObject && { meta: {} }),
          own: value,
        },
      ])
      if (!isText) {
        expect(error.message).toBe('422 The response names no error. GET /users/{id} trace=ray_1')
      }
    },
  )

  test.each([null, 'x', 7, {}, [[]], [null, 'x', 7, [{ code: 'x' }]]])(
    'behavior: errors is %j',
    async (errors) => {
      const error = await refusedWith({ errors })

      expect(error).toMatchObject({
        name: 'ClerkApiError',
        status: 422,
        errors: [],
        body: { errors },
      })
      expect(error.code).toBeUndefined()
    },
  )

  test('behavior: the first valid entry is used', async () => {
    const error = await refusedWith({ errors: [null, { code: 'real' }] })

    expect(error).toMatchObject({ code: 'real', errors: [{ code: 'real' }] })
  })

  test('behavior: an entry without a code keeps its message', async () => {
    const error = await refusedWith({ errors: [{ message: 'No' }] })

    expect(error.message).toBe('422 No. GET /users/{id}')
    expect(error.code).toBeUndefined()
  })

  test('behavior: a param name that is no text is not in the message', async () => {
    const error = await refusedWith({ errors: [{ code: 'a', meta: { param_name: {} } }] })

    expect(error.message).toBe('422 a GET /users/{id}')
  })

  test.each(['-1', '1.5', '1, 2', 'Tue, 12 May 2020 12:00:00 GMT', 'soon'])(
    'behavior: Retry-After: %s is ignored',
    async (header) => {
      expect((await refusedWith({}, { 'retry-after': header })).retryAfter).toBeUndefined()
    },
  )

  test('behavior: Retry-After in seconds, and as a date', async () => {
    const at = new Date(Date.now() + 60_000).toUTCString()

    expect((await refusedWith({}, { 'retry-after': '0' })).retryAfter).toBe(0)
    expect((await refusedWith({}, { 'retry-after': '7' })).retryAfter).toBe(7)
    expect((await refusedWith({}, { 'retry-after': at })).retryAfter).toBeGreaterThan(50)
  })

  test('behavior: any JSON is a ClerkApiError of the declared types', async () => {
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom('x', 1, null, {}, []))
    const entry = fc.record(
      { code: odd, message: odd, long_message: odd, meta: odd },
      { requiredKeys: [] },
    )
    const body = fc.oneof(
      odd,
      fc.record({ errors: fc.oneof(odd, fc.array(fc.oneof(odd, entry))), clerk_trace_id: odd }),
    )
    await fc.assert(
      fc.asyncProperty(body, async (sent) => {
        const error = (await refusedWith(sent)) as unknown as ClerkApiError
        expect(error).toBeInstanceOf(ClerkApiError)
        expect(['string', 'undefined']).toContain(typeof error.code)
        expect(['string', 'undefined']).toContain(typeof error.traceId)
        for (const { code, message = '', long_message = '', meta = {} } of error.errors) {
          expect([typeof code, typeof message, typeof long_message, typeof meta]).toEqual([
            'string',
            'string',
            'string',
            'object',
          ])
        }
      }),
    )
  })

  const bearer = 'Bearer other.token0123'
  test('behavior: an echo of the key in the response is redacted everywhere', async () => {
    const echo = `You sent ${SECRET_KEY} (${bearer})`
    const error = await rejection(
      call(
        context(
          json(
            401,
            {
              errors: [
                { code: SECRET_KEY, message: echo, long_message: echo, meta: { param_name: echo } },
              ],
              clerk_trace_id: SECRET_KEY,
              [SECRET_KEY]: { request: { headers: { authorization: `Bearer ${SECRET_KEY}` } } },
            },
            {
              'x-echo': `Bearer ${SECRET_KEY}`,
              location: `https://example.com/?key=${encodeURIComponent(SECRET_KEY)}`,
              'cf-ray': SECRET_KEY,
            },
          ),
        ),
      ),
    )

    expect(error).toBeInstanceOf(ClerkApiError)
    expect(error.message).toContain('You sent [redacted] ([redacted])')
    for (const secret of [SECRET_KEY, SECRET_KEY.slice(0, 12), 'other.token0123']) {
      expect(findSecret(error, secret)).toEqual([])
    }
  })

  test('behavior: an echo of the key in the HTML of a gateway is redacted', async () => {
    const html = `<pre>GET /v1/users\nAuthorization: Bearer ${SECRET_KEY}</pre>`
    const error = await rejection(
      call(context(new Response(html, { status: 502, headers: { 'content-type': 'text/html' } }))),
    )

    expect(error.body).toBe('<pre>GET /v1/users\nAuthorization: Bearer [redacted]</pre>')
  })

  test('behavior: an echo of the key that is escaped in JSON is redacted', async () => {
    const escaped = [...SECRET_KEY]
      .map((char) => `\\u00${char.charCodeAt(0).toString(16)}`)
      .join('')
    const error = await rejection(
      call(
        context(
          new Response(`{"errors":[{"code":"${escaped}"}]}`, {
            status: 400,
            headers: { 'content-type': 'application/json' },
          }),
        ),
      ),
    )

    expect(error.code).toBe('[redacted]')
  })
})

describe('a password equal to an identifier of the API', () => {
  test.each(['password', 'form_password_pwned', 'identifier'])(
    'behavior: codes and names of params are not redacted: %s',
    async (password) => {
      const entry = {
        code: 'form_password_pwned',
        message: `You sent ${password}`,
        meta: { param_name: 'password' },
      }
      const params = { password, email_address: ['ada@example.com'] }

      const error = await rejection(createUser(context(json(422, { errors: [entry] })), params))

      expect(error.code).toBe('form_password_pwned')
      expect(error.errors).toMatchObject([{ meta: { param_name: 'password' } }])
      expect(error.message).toContain('You sent [redacted]')
      expect(error.message).toContain('(param password)')
    },
  )

  test('behavior: a secret key is still redacted', async () => {
    const secretKey = 'sk_test_abc'
    const entry = { code: secretKey, message: 'x', meta: { param_name: secretKey } }

    const error = await rejection(
      getUser({ ...context(json(422, { errors: [entry] })), secretKey }, 'user_1'),
    )

    expect(findSecret(error, secretKey)).toEqual([])
  })
})

describe('other places of an echo', () => {
  test('behavior: a successful response that is not as documented is redacted', async () => {
    const error = await rejection(getUser(context(json(200, [`Bearer ${SECRET_KEY}`])), 'user_1'))
    const other = await rejection(
      getUser(
        context(async () => new Response('x', { headers: { 'content-type': SECRET_KEY } })),
        'user_1',
      ),
    )

    expect(error).toMatchObject({ name: 'ClerkResponseError', body: ['Bearer [redacted]'] })
    expect(findSecret(error, SECRET_KEY)).toEqual([])
    expect(findSecret(other, SECRET_KEY)).toEqual([])
  })

  test('behavior: a successful response that is as documented is returned as received', async () => {
    const user = { object: 'user', id: SECRET_KEY }

    expect(await getUser(context(json(200, user)), 'user_1')).toEqual(user)
  })

  test('behavior: the errors that hooks receive are redacted', async () => {
    const heard: unknown[] = []
    const echo = json(503, { errors: [{ code: SECRET_KEY }] }, { 'cf-ray': SECRET_KEY })
    const ctx: Context = {
      ...context(echo, new Error(`refused ${SECRET_KEY}`), json(200, [SECRET_KEY])),
      retry: 2,
      sleep: async () => {},
      onResponse: (event) => heard.push(event),
      onRetry: (event: RetryEvent) => heard.push(event),
      onDrift: (error) => heard.push(error),
    }

    await getUser(ctx, 'user_1')

    expect(heard).toHaveLength(5)
    for (const event of heard) expect(findSecret(event, SECRET_KEY)).toEqual([])
  })

  test('behavior: a credential of the caller that replaces the key is redacted', async () => {
    const error = await rejection(
      createUser(
        context(json(400, { errors: [{ code: 'x', message: 'gateway-credential' }] })),
        {},
        {
          headers: { authorization: 'Basic gateway-credential' },
        },
      ),
    )

    expect(findSecret(error, 'gateway-credential')).toEqual([])
  })

  test('behavior: the machine key is redacted', async () => {
    const machineSecretKey = 'ak_machinemachine'
    const ctx = { ...context(json(400, { echo: machineSecretKey })), machineSecretKey }

    expect(findSecret(await rejection(getUser(ctx, 'user_1')), machineSecretKey)).toEqual([])
  })
})
