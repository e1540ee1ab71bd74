import { readFileSync } from 'node:fs'
import { ClerkConfigError, ClerkNetworkError, type Context, path, request } from 'clerklet'
import { verifyMachineToken } from 'clerklet/verify'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { callApi, sendOnce } from '#clerklet/core/callApi.ts'
import { VERSION } from '#clerklet/core/version.ts'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, deaf, findSecret, json, rejection, servers } from '#fixtures/transport.ts'

const things = path`/things`
const send = {
  request: (ctx: Context) => request(ctx, undefined, { method: 'GET', path: things }),
  callApi: (ctx: Context) => callApi(ctx, { operation: 'getThings', path: things }),
}
const both = Object.entries(send)

const context = (over: Context = {}) => {
  const { fetch, received } = answering(json(200, {}))
  return { ctx: { secretKey: SECRET_KEY, fetch, retry: 0, ...over }, received }
}

const startServer = servers()
afterEach(() => {
  vi.useRealTimers()
})

test('behavior: VERSION is the version of the package', () => {
  const url = new URL('../../../../packages/clerklet/package.json', import.meta.url)

  expect(VERSION).toBe(JSON.parse(readFileSync(url, 'utf8')).version)
})

describe.each(both)('%s', (name, call) => {
  test.each([undefined, null, 'text', {}, { status: 200 }])(
    'error: a fetch that returns %j returns no Response',
    async (value) => {
      const { ctx } = context({ fetch: async () => value as never })

      expect((await rejection(call(ctx))).message).toContain('ctx.fetch returned no Response')
    },
  )

  test('behavior: a response without the property body is read', async () => {
    const double = { status: 200, headers: new Headers({ 'content-type': 'application/json' }) }
    const { ctx } = context({
      fetch: async () => ({ ...double, text: async () => '{"a":1}' }) as never,
    })

    expect(await call(ctx)).toEqual({ a: 1 })
  })

  test('behavior: fetch only receives the fields that every runtime supports', async () => {
    const { ctx, received } = context()

    await call(ctx)

    const { init } = received[0] ?? {}
    expect(Object.keys(init ?? {}).sort()).toEqual([
      'body',
      'headers',
      'method',
      'redirect',
      'signal',
    ])
    expect(init).toMatchObject({ method: 'GET', body: null, redirect: 'manual' })
  })

  test('behavior: the request contains the User-Agent of the package', async () => {
    let agent: string | undefined
    const baseUrl = await startServer((req, res) => {
      agent = req.headers['user-agent']
      res.setHeader('content-type', 'application/json').end('{}')
    })

    await call({ secretKey: SECRET_KEY, baseUrl })

    expect(agent).toBe(`clerklet/${VERSION}`)
  })

  test.each([
    ['user-agent', 'User-Agent', 'app/1'],
    ['clerk-api-version', 'CLERK-API-VERSION', '2024-10-01'],
    ['authorization', 'Authorization', 'Bearer other'],
    ['accept', 'Accept', 'text/plain'],
  ])('args: ctx.headers replaces %s in any case', async (header, written, value) => {
    for (const spelled of [header, written, header.toUpperCase()]) {
      const { ctx, received } = context({ headers: { [spelled]: value } })

      await call(ctx)

      expect(received[0]?.headers.get(header)).toBe(value)
    }
  })

  test.each([
    'https://user:password@api.clerk.com/v1',
    'https://api.clerk.com/v1?x=1',
    'ftp://api.clerk.com',
  ])('error: the base URL %s', async (baseUrl) => {
    const { ctx, received } = context({ baseUrl })

    const error = await rejection(call(ctx))

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).toContain('ctx.baseUrl must be an http(s) URL')
    expect(error.message).not.toContain('password')
    expect(received).toEqual([])
  })

  test.each([
    ['pk_test_publishable', 'is a publishable key'],
    ['', 'is missing'],
    [undefined, 'is missing'],
    [5 as never, 'is not a string'],
  ])('error: the key %j', async (secretKey, flaw) => {
    const { ctx, received } = context({ secretKey })

    const error = await rejection(call(ctx))

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).toContain(`ctx.secretKey ${flaw}`)
    expect(findSecret(error, 'pk_test_publishable')).toEqual([])
    expect(received).toEqual([])
  })

  test('error: a header that HTTP does not allow is refused', async () => {
    const error = await rejection(call(context({ headers: { 'x-a': 'b\nc' } }).ctx))

    expect(error.message).toContain('A header is not valid HTTP (ctx.headers, x-a)')
  })

  test('error: a timeout also ends a fetch that ignores its signal, and leaves no timer', async () => {
    vi.useFakeTimers()
    const outcome = rejection(call(context({ fetch: deaf, timeout: 5_000 }).ctx))
    await vi.advanceTimersByTimeAsync(4_999)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)

    expect(await outcome).toMatchObject({
      name: 'ClerkNetworkError',
      code: 'timeout',
      message: 'No response from api.clerk.com to GET /things within 5000 ms (attempt 1)',
    })
    expect(vi.getTimerCount()).toBe(0)
  })

  test('error: a timeout covers the body', async () => {
    const body = () => new Response(new ReadableStream())
    const error = await rejection(call(context({ fetch: async () => body(), timeout: 20 }).ctx))

    expect(error).toMatchObject({ name: 'ClerkNetworkError', code: 'timeout' })
  })

  test('error: the error has the code of the runtime, and no secret', async () => {
    const thrown = Object.assign(new Error(`connect ${SECRET_KEY}`), { code: 'ECONNREFUSED' })
    const error = await rejection(call(context({ fetch: () => Promise.reject(thrown) }).ctx))

    expect(error).toMatchObject({
      name: 'ClerkNetworkError',
      code: 'ECONNREFUSED',
      attempts: 1,
      method: 'GET',
      route: '/things',
      host: 'api.clerk.com',
      message:
        'No response from api.clerk.com to GET /things: connect [redacted] (ECONNREFUSED) (attempt 1)',
    })
    expect(findSecret(error, SECRET_KEY)).toEqual([])
  })

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['an object', {}],
  ])('error: a fetch that resolves with %s', async (_, value) => {
    const fetch = (async () => value) as unknown as Context['fetch']

    const error = await rejection(call(context({ fetch }).ctx))

    expect(error, name).toMatchObject({ name: 'ClerkNetworkError', code: 'network' })
  })
})

describe('callApi', () => {
  test('behavior: a body makes it a POST of JSON', async () => {
    const { ctx, received } = context()

    await callApi(ctx, { operation: 'getThings', path: things, body: { a: 1 } })

    expect(received[0]).toMatchObject({ method: 'POST', init: { body: '{"a":1}' } })
    expect(received[0]?.headers.get('content-type')).toBe('application/json')
  })

  test.each(['<html>', '[]', '', 'null'])('error: a success of %j', async (text) => {
    const fetch = async () => new Response(text)

    const error = await rejection(
      callApi(context({ fetch }).ctx, { operation: 'getThings', path: things }),
    )

    expect(error).toMatchObject({ name: 'ClerkResponseError', status: 200 })
  })

  test('error: an error of fetch does not show a token in the call', async () => {
    const fetch = () => Promise.reject(new Error('refused secret-of-a-user'))
    const call = { operation: 'getThings', path: things, tokens: ['secret-of-a-user'] }

    const error = await rejection(callApi(context({ fetch }).ctx, call))

    expect(findSecret(error, 'secret-of-a-user')).toEqual([])
  })

  test('behavior: sendOnce returns a failure instead of throwing it', async () => {
    const fetch = () => Promise.reject(new Error('gone'))
    const sent = await sendOnce(
      context({ fetch }).ctx,
      { operation: 'getThings', path: things },
      { attemptNumber: 3 },
    )

    expect(sent).toBeInstanceOf(ClerkNetworkError)
    expect(sent).toMatchObject({
      message: 'No response from api.clerk.com to GET /things: gone (attempt 3)',
    })
  })
})

describe('machine keys', () => {
  test('error: a publishable key in place of the machine key is refused by verifyMachineToken', async () => {
    const { ctx, received } = context({ machineSecretKey: 'pk_test_publishable' })

    const error = await rejection(verifyMachineToken(ctx, 'mt_token'))

    expect(error).toBeInstanceOf(ClerkConfigError)
    expect(error.message).toContain('ctx.machineSecretKey is a publishable key')
    expect(received).toEqual([])
  })
})
