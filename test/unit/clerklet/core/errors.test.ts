import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  ClerkApiError,
  ClerkConfigError,
  ClerkError,
  ClerkNetworkError,
  ClerkResponseError,
  type Context,
  collect,
  createUser,
  type Fetch,
  getUser,
  isClerkApiError,
  isClerkError,
  listUsers,
  paginate,
} from 'clerklet'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import {
  answering,
  deaf,
  findSecret,
  hanging,
  json,
  type Outcome,
  refusal,
  rejection,
  servers,
} from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

const serve = servers()
const context = (...outcomes: Outcome[]): Context => ({
  secretKey: SECRET_KEY,
  retry: 0,
  fetch: answering(...outcomes).fetch,
})

describe('names', () => {
  const call = { operation: 'getUser', method: 'GET', route: '/users/{id}' }
  const details = {
    ...call,
    status: 404,
    errors: [{ code: 'resource_not_found' }],
    traceId: undefined,
    retryAfter: undefined,
    body: undefined,
    headers: {},
  }
  const all = [
    new ClerkApiError(details),
    new ClerkNetworkError('x', { ...call, host: 'api.clerk.com', code: 'timeout', attempts: 1 }),
    new ClerkResponseError(details, 200, {}, []),
    new ClerkConfigError('x'),
  ]

  test('default', () => {
    expect(all.map(({ name }) => name)).toEqual([
      'ClerkApiError',
      'ClerkNetworkError',
      'ClerkResponseError',
      'ClerkConfigError',
    ])
    for (const error of all) {
      expect(error).toBeInstanceOf(ClerkError)
      expect(error).toBeInstanceOf(Error)
      expect(`${error}`.startsWith(`${error.name}: `)).toBe(true)
      expect(error.stack).toContain(error.name.replace(/^Clerk/, ''))
    }
  })

  test('behavior: isClerkError recognises our errors, and those of another copy', () => {
    for (const error of all) expect(isClerkError(error)).toBe(true)
    expect(isClerkError(Object.assign(new Error('x'), { name: 'ClerkApiError' }))).toBe(true)
    expect(isClerkError(new ClerkError('x'))).toBe(true)
  })

  test.each([
    new Error('x'),
    new TypeError('x'),
    Object.assign(new Error('x'), { name: 'NotClerkApiError' }),
    { name: 'ClerkApiError' },
    'ClerkApiError',
    null,
    undefined,
  ])('behavior: isClerkError does not take %s', (error) => {
    expect(isClerkError(error)).toBe(false)
    expect(isClerkApiError(error)).toBe(false)
  })

  test('behavior: isClerkApiError compares the code, if set', () => {
    const [refused, ...others] = all

    expect(isClerkApiError(refused)).toBe(true)
    expect(isClerkApiError(refused, 'resource_not_found')).toBe(true)
    expect(isClerkApiError(refused, 'conflict')).toBe(false)
    for (const error of others) expect(isClerkApiError(error)).toBe(false)
  })

  test('behavior: a refusal without a code has none of the codes', () => {
    const error = new ClerkApiError({ ...details, errors: [] })

    expect(isClerkApiError(error)).toBe(true)
    expect(isClerkApiError(error, 'resource_not_found')).toBe(false)
  })
})

describe('ClerkResponseError', () => {
  const call = { operation: 'getUser', method: 'GET', route: '/users/{id}' }
  const issue = { path: 'a[0].b', expected: 'string', received: 'number' }

  test('behavior: the message names the first validation issue and counts the others', () => {
    expect(new ClerkResponseError(call, 201, {}, [issue]).message).toBe(
      'GET /users/{id} was carried out (201), but its response is not as documented: a[0].b should be string and is number',
    )
    expect(new ClerkResponseError(call, 201, {}, [issue, issue, issue]).message).toMatch(
      /is number, and 2 more$/,
    )
    expect(new ClerkResponseError(call, 200, {}, [{ ...issue, path: '' }]).message).toContain(
      'the root should be string',
    )
  })

  test('behavior: the body can be read, but is not printed', () => {
    const error = new ClerkResponseError(call, 200, { name: 'private' }, [issue])

    expect(error.body).toEqual({ name: 'private' })
    expect(error).toMatchObject(call)
    expect(Object.keys(error)).not.toContain('body')
  })
})

describe('ClerkNetworkError', () => {
  test('behavior: a refused connection has the code of the runtime', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))

    const error = await rejection(
      getUser(
        { secretKey: SECRET_KEY, baseUrl: `http://127.0.0.1:${port}/v1`, sleep: async () => {} },
        'user_1',
      ),
    )

    expect(error).toBeInstanceOf(ClerkNetworkError)
    expect(error).toMatchObject({
      operation: 'getUser',
      method: 'GET',
      route: '/users/{id}',
      host: `127.0.0.1:${port}`,
      code: 'ECONNREFUSED',
      attempts: 3,
    })
    expect(error.message).toBe(
      `No response from 127.0.0.1:${port} to GET /users/{id}: fetch failed: connect ECONNREFUSED 127.0.0.1:${port} (attempt 3)`,
    )
    expect(error.cause).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNREFUSED' } })
  })

  test('behavior: the message lists every refused address of a host', async () => {
    const refused = ['::1', '127.0.0.1'].map((at) => new Error(`connect ECONNREFUSED ${at}:4999`))
    const cause = Object.assign(new AggregateError(refused), { code: 'ECONNREFUSED' })

    const error = await rejection(
      getUser(context(new TypeError('fetch failed', { cause })), 'user_1'),
    )

    expect(error.code).toBe('ECONNREFUSED')
    expect(error.message).toContain(
      ': fetch failed: connect ECONNREFUSED ::1:4999, connect ECONNREFUSED 127.0.0.1:4999 (',
    )
  })

  test('behavior: the code of a nested cause is appended', async () => {
    const code = 'UND_ERR_SOCKET'
    const socket = Object.assign(new Error('other side closed'), { code })
    const outer = new Error('proxy failed', {
      cause: new TypeError('terminated', { cause: socket }),
    })

    const error = await rejection(getUser(context(outer), 'user_1'))

    expect(error).toMatchObject({
      code,
      message:
        'No response from api.clerk.com to GET /users/{id}: proxy failed: terminated: other side closed (UND_ERR_SOCKET) (attempt 1)',
    })
  })

  test('behavior: causes have no stack frames', async () => {
    const cause = new Error('other side closed')

    const error = await rejection(
      getUser(context(new TypeError('terminated', { cause })), 'user_1'),
    )

    expect(error.cause).toMatchObject({
      stack: 'Error: terminated',
      cause: { stack: 'Error: other side closed' },
    })
  })

  test('behavior: without a code of the runtime, the code is network', async () => {
    const error = await rejection(getUser(context(new TypeError('Load failed')), 'user_1'))

    expect(error).toMatchObject({
      code: 'network',
      message: expect.stringContaining('Load failed'),
    })
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a string', 'gone'],
    ['a plain object', { message: 'gone' }],
  ])('behavior: a fetch that rejects with %s', async (_, thrown) => {
    const error = await rejection(
      getUser(
        context(() => Promise.reject(thrown)),
        'user_1',
      ),
    )

    expect(error).toMatchObject({ name: 'ClerkNetworkError', code: 'network' })
  })

  test.each<[string, () => unknown]>([
    [
      'a name that throws',
      () => ({
        get name() {
          throw new Error('no')
        },
        get message() {
          throw new Error('no')
        },
      }),
    ],
    [
      'a revoked proxy',
      () => {
        const { proxy, revoke } = Proxy.revocable({}, {})
        revoke()
        return proxy
      },
    ],
  ])('behavior: a body that breaks with %s', async (_, thrown) => {
    const broken = Object.defineProperty(new Response('x'), 'text', {
      value: () => {
        throw thrown()
      },
    })

    const error = await rejection(
      getUser({ ...context(async () => broken), timeout: 500 }, 'user_1'),
    )

    expect(error).toMatchObject({
      name: 'ClerkNetworkError',
      code: 'network',
      message:
        'No response from api.clerk.com to GET /users/{id}: an error that cannot be read (attempt 1)',
    })
  })

  test('behavior: a body that breaks without a reason is a ClerkNetworkError', async () => {
    const body = () =>
      new ReadableStream({
        start(controller) {
          controller.error()
        },
      })

    const error = await rejection(
      getUser({ ...context(async () => new Response(body())), timeout: 500 }, 'user_1'),
    )

    expect(error).toMatchObject({ name: 'ClerkNetworkError', code: 'network' })
  })

  test('behavior: a fetch that throws synchronously causes a ClerkNetworkError', async () => {
    const fetch = (): Promise<Response> => {
      throw new TypeError('Illegal invocation')
    }

    const error = await rejection(getUser({ secretKey: SECRET_KEY, retry: 0, fetch }, 'user_1'))

    expect(error).toMatchObject({ name: 'ClerkNetworkError' })
  })

  test('behavior: a cycle of causes ends', async () => {
    const first = new Error('first')
    const second = new Error('second', { cause: first })
    first.cause = second

    const error = await rejection(getUser(context(first), 'user_1'))

    expect(error.cause).toMatchObject({ message: 'first', cause: { message: 'second' } })
  })
})

describe('the stack leads to the line that called', () => {
  const failures: [string, Outcome][] = [
    ['a broken connection', new TypeError('fetch failed')],
    ['a timeout', hanging],
    ['a timeout of a body', async () => new Response(new ReadableStream())],
    ['a refusal', refusal(404, 'resource_not_found')],
    ['a body of the wrong kind', json(200, 'text')],
  ]
  const callers: [string, (ctx: Context) => Promise<unknown>][] = [
    ['await', async (ctx) => await getUser(ctx, 'user_1')],
    ['catch', (ctx) => getUser(ctx, 'user_1').catch((error) => Promise.reject(error))],
    [
      'Promise.allSettled',
      async (ctx) => {
        const [result] = await Promise.allSettled([getUser(ctx, 'user_1')])
        throw result.status === 'rejected' ? result.reason : new Error('no failure')
      },
    ],
    [
      'a for loop',
      async (ctx) => {
        for await (const { id } of paginate(listUsers, ctx)) throw new Error(id)
      },
    ],
    ['collect', (ctx) => collect(paginate(listUsers, ctx), { maxItems: 1 })],
    [
      'a later page',
      async (ctx) => {
        const first = answering(json(200, [user({ id: 'user_1' })]))
        const fetch: Fetch = async (url, init) =>
          (url.includes('starting_after') ? ctx : first).fetch?.(url, init) ?? Response.error()
        const users = paginate(listUsers, { ...ctx, fetch }, {}, { pageSize: 1 })
        for await (const { id } of users) expect(id).toBe('user_1')
      },
    ],
  ]
  test.each(
    callers.flatMap(([how, caller]) =>
      failures.map(([what, outcome]) => ({ how, caller, what, outcome })),
    ),
  )('behavior: $what, with $how', async ({ caller, outcome }) => {
    const error = await rejection(caller({ ...context(outcome), timeout: 10 }))

    expect(error.stack).toContain(`${error.name}: ${error.message}\n`)
    expect(error.stack).toContain('errors.test.ts')
  })

  test.each([undefined, 0, 4, 50])(
    'behavior: the stack trace limit is not changed: %s',
    async (limit) => {
      const { stackTraceLimit } = Error
      Object.assign(Error, { stackTraceLimit: limit })
      try {
        await rejection(getUser(context(new TypeError('fetch failed')), 'user_1'))

        expect(Error.stackTraceLimit).toBe(limit)
      } finally {
        Error.stackTraceLimit = stackTraceLimit
      }
    },
  )

  test('behavior: a retry keeps it', async () => {
    const ctx = { ...context(refusal(429, 'too_many_requests')), retry: 1, sleep: async () => {} }

    const error = await rejection(getUser(ctx, 'user_1').finally(() => {}))

    expect(error.stack).toContain('errors.test.ts')
  })
})

describe('secrets', () => {
  const leaky = Object.assign(
    new Error(`Headers.append: "Bearer ${SECRET_KEY}" is an invalid header value`, {
      cause: Object.assign(new Error(`proxy refused ${SECRET_KEY}`), { token: SECRET_KEY }),
    }),
    {
      request: { headers: { authorization: `Bearer ${SECRET_KEY}` } },
      options: { headers: new Headers({ authorization: `Bearer ${SECRET_KEY}` }) },
    },
  )

  const failures: [string, () => Promise<unknown>][] = [
    ['a refusal', () => getUser(context(refusal(401, 'authentication_invalid')), 'user_1')],
    [
      'the HTML of a gateway',
      () => getUser(context(new Response('<p>', { status: 502 })), 'user_1'),
    ],
    [
      'failed retries',
      () => getUser({ ...context(refusal(429, 'x')), retry: 2, sleep: async () => {} }, 'user_1'),
    ],
    ['a refused write', () => createUser(context(refusal(422, 'form_param_nil')), {})],
    ['a body of the wrong kind', () => getUser(context(json(200, [])), 'user_1')],
    [
      'malformed JSON',
      () =>
        getUser(
          context(new Response('{', { headers: { 'content-type': 'application/json' } })),
          'user_1',
        ),
    ],
    ['a broken connection', () => getUser(context(new TypeError('fetch failed')), 'user_1')],
    [
      'an error that quotes the key, in message, cause and fields',
      () => getUser(context(leaky), 'user_1'),
    ],
    ['a timeout', () => getUser({ ...context(hanging), timeout: 10 }, 'user_1')],
    [
      'a timeout of a fetch that ignores its signal',
      () => getUser({ ...context(deaf), timeout: 10 }, 'user_1'),
    ],
    ['an abort', () => getUser(context(hanging), 'user_1', { signal: AbortSignal.timeout(10) })],
    ['a limit', () => listUsers(context(json(200, [])), { limit: 501 })],
    ['an id', () => getUser(context(json(200, user())), '..')],
    ['a base URL', () => getUser({ ...context(json(200, user())), baseUrl: 'x' }, 'user_1')],
    [
      'a key with a line break',
      () =>
        getUser(
          { ...context(json(200, user())), secretKey: `${SECRET_KEY}\n${SECRET_KEY}` },
          'user_1',
        ),
    ],
    [
      'a header with a line break',
      () =>
        getUser(context(json(200, user())), 'user_1', {
          headers: { authorization: `Bearer\n${SECRET_KEY}` },
        }),
    ],
    [
      'a real server that hangs up',
      async () => {
        const baseUrl = await serve((_, response) => response.destroy())
        return getUser({ secretKey: SECRET_KEY, baseUrl, retry: 0 }, 'user_1')
      },
    ],
    [
      'a real server that hangs up in the middle',
      async () => {
        const baseUrl = await serve((_, response) => {
          response.writeHead(200, { 'content-type': 'application/json' })
          response.write('{')
          setTimeout(() => response.destroy(), 10)
        })
        return getUser({ secretKey: SECRET_KEY, baseUrl, retry: 0 }, 'user_1')
      },
    ],
  ]

  test.each(failures)(
    'behavior: no value that can be reached from %s contains the key',
    async (_, fail) => {
      expect(findSecret(await rejection(fail()), SECRET_KEY)).toEqual([])
    },
  )

  test.each([
    'Bearer opaque0123',
    'ak_machine0123',
    'mt_token0123',
    'oat_token0123',
    'eyJhbGciOi.eyJzdWIi.c2ln',
  ])('behavior: nor a token such as %s that a foreign error quotes', async (token) => {
    const error = await rejection(
      getUser(context(new Error(`refused ${token}`, { cause: new Error(token) })), 'user_1'),
    )

    expect(findSecret(error, token)).toEqual([])
    expect(error.message).toContain('refused [redacted]')
  })

  test('behavior: the search finds hidden values', () => {
    class Hidden extends Error {
      get request() {
        return { headers: new Headers({ authorization: `Bearer ${SECRET_KEY}` }) }
      }
    }

    expect(findSecret(new Hidden('x'), SECRET_KEY)).not.toEqual([])
    expect(findSecret(leaky, SECRET_KEY)).not.toEqual([])
    expect(
      findSecret(new Error('x', { cause: new Map([['a', SECRET_KEY]]) }), SECRET_KEY),
    ).not.toEqual([])
    expect(findSecret(new Error('x'), SECRET_KEY)).toEqual([])
  })

  test('behavior: no call rejects with an error of ofetch', async () => {
    for (const outcome of [new TypeError('fetch failed'), refusal(500, 'x'), hanging]) {
      let error: unknown = await rejection(getUser({ ...context(outcome), timeout: 10 }, 'user_1'))
      while (error instanceof Error) {
        expect(error.name).not.toBe('FetchError')
        error = error.cause
      }
    }
  })
})
