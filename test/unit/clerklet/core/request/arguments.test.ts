import {
  ClerkConfigError,
  type Context,
  createUser,
  getUser,
  isClerkError,
  listUsers,
  path,
  type RequestInput,
  request,
} from 'clerklet'
import { UserSchema } from 'clerklet/schemas'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, findSecret, json, rejection } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

const call = { method: 'GET', path: path`/things` } as const

/** Returns the message of the error of a call that must not send a request. */
async function refused(make: (ctx: Context) => Promise<unknown>): Promise<string> {
  const { fetch, received } = answering(json(200, user()))
  const error = await rejection(make({ secretKey: SECRET_KEY, fetch }))
  expect(error).toBeInstanceOf(ClerkConfigError)
  expect(received).toEqual([])
  expect(findSecret(error, SECRET_KEY)).toEqual([])
  return error.message
}

describe('the context', () => {
  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [SECRET_KEY, 'of type string'],
    [7, 'of type number'],
    [() => {}, 'of type function'],
  ])('error: %s in its place', async (ctx, kind) => {
    expect(await refused(() => listUsers(ctx as Context))).toBe(
      `listUsers: the first argument is ${kind}: pass a context, such as { secretKey: env.CLERK_SECRET_KEY }`,
    )
  })

  test('error: a missing context, with the id in its place, is refused', async () => {
    await refused(() => (getUser as unknown as (id: string) => Promise<unknown>)('user_1'))
  })

  test.each(['fetch', 'now', 'sleep', 'onRequest', 'onResponse', 'onRetry', 'onDrift'])(
    'error: %s that is not a function',
    async (name) => {
      expect(await refused((ctx) => getUser({ ...ctx, [name]: {} }, 'user_1'))).toBe(
        `ctx.${name} is of type object: set it to a function`,
      )
      const none = { secretKey: SECRET_KEY, fetch: answering(json(200, user())).fetch }
      if (name === 'fetch') return
      await expect(getUser({ ...none, [name]: null }, 'user_1')).resolves.toEqual(user())
    },
  )

  const { proxy: revoked, revoke } = Proxy.revocable({}, {})
  revoke()
  test.each<[string, unknown]>([
    ['an error', new Error(SECRET_KEY)],
    ['a revoked proxy', revoked],
  ])('error: a getter that throws %s', async (_, thrown) => {
    const ctx = {
      get secretKey(): string {
        throw thrown
      },
    }
    expect(await refused(() => getUser(ctx, 'user_1'))).toMatch(
      /^getUser: the arguments cannot be read/,
    )
  })
})

describe('the call', () => {
  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'request: the arguments cannot be read'],
    ['a path that is a text', { ...call, path: '/things' }, 'path is of type string'],
    ['no path', { method: 'GET' }, 'path is undefined'],
    ['no method', { path: call.path }, 'method is undefined'],
    ['a method in lower case', { ...call, method: 'get' }, 'method is of type string'],
    ['a GET with a body', { ...call, body: {} }, 'A GET has no body'],
    ['TRACE', { ...call, method: 'TRACE' }, 'method is of type string'],
    ['a signal that is none', { ...call, signal: {} }, 'options.signal is of type object'],
    ['a hook that is none', { ...call, onResponse: 'log' }, 'options.onResponse is of type string'],
  ])('error: %s', async (_, input, message) => {
    expect(await refused((ctx) => request(ctx, undefined, input as RequestInput))).toContain(
      message,
    )
  })

  test.each(['user', {}, 5])('error: the schema %j', async (schema) => {
    expect(await refused((ctx) => request(ctx, schema as never, call))).toContain('the schema is')
  })

  const circle: Record<string, unknown> = { deep: [{}] }
  circle.circle = circle
  const list: unknown[] = [1]
  list.push({ list })
  const hostile = {
    toJSON() {
      throw new Error(SECRET_KEY)
    },
  }
  const unreadable = {
    get name() {
      throw new Error(SECRET_KEY)
    },
  }
  const shared = { size: 1 }
  const bigInt = 'is a BigInt, which JSON does not have: pass a number or a string'
  test.each<[string, unknown, string]>([
    ['a BigInt', { size: 1n }, `params.size ${bigInt}`],
    ['a nested BigInt', { metadata: [{ a: 1 }, { b: 2n }] }, `params.metadata[1].b ${bigInt}`],
    ['a BigInt under an odd name', { metadata: { 'a.b': 1n } }, `params.metadata["a.b"] ${bigInt}`],
    ['a BigInt that toJSON gives', { at: { toJSON: () => 1n } }, `params.at ${bigInt}`],
    ['a BigInt after what is shared', { shared, twice: shared, size: 1n }, `params.size ${bigInt}`],
    ['a cycle', circle, 'params.circle leads back to params: pass data without cycles'],
    [
      'a nested cycle',
      { metadata: { list } },
      'params.metadata.list[1].list leads back to params.metadata.list: pass data without cycles',
    ],
    [
      'toJSON that throws',
      { metadata: { hostile } },
      'params.metadata.hostile cannot be read: its toJSON throws',
    ],
    [
      'a getter that throws',
      { metadata: unreadable },
      'params.metadata.name cannot be read: its getter throws',
    ],
    [
      'toJSON that returns undefined',
      { toJSON: () => undefined },
      'params cannot be written as JSON: look for toJSON and for values that are nested too deeply',
    ],
    ['a function', () => {}, 'params are of type function: pass an object'],
    ['a symbol', Symbol('x'), 'params are of type symbol: pass an object'],
    ['a BigInt itself', 1n, `params ${bigInt}`],
    ['bytes', new Uint8Array(2), 'params hold bytes: pass an object, or a FormData with a Blob'],
    ['a Blob', new Blob(['x']), 'params are a Blob: pass a FormData with it'],
    ['a stream', new ReadableStream(), 'params are a ReadableStream: pass an object'],
    ['a form of a URL', new URLSearchParams('a=1'), 'params are a URLSearchParams: pass an object'],
    ['a Map', new Map([['a', 1]]), 'params are a Map: pass an object'],
  ])('error: a body with %s', async (_, body, message) => {
    expect(await refused((ctx) => createUser(ctx, body as object))).toBe(`createUser: ${message}`)
  })

  test('error: a body that is nested too deeply', async () => {
    let nested: object = {}
    for (let level = 0; level < 100_000; level++) nested = { nested }

    expect(await refused((ctx) => createUser(ctx, nested))).toBe(
      'createUser: params cannot be written as JSON: look for toJSON and for values that are nested too deeply',
    )
  })

  test('error: a name in a body that quotes the key', async () => {
    const body: object = { [SECRET_KEY]: 1n }

    expect(await refused((ctx) => createUser(ctx, body))).toContain('params.[redacted] is a')
  })

  test('behavior: a value that occurs twice is not a cycle', async () => {
    const { fetch, received } = answering(json(200, user()))

    await createUser({ secretKey: SECRET_KEY, fetch }, { a: shared, b: [shared] } as object)

    expect(received[0]?.init.body).toBe('{"a":{"size":1},"b":[{"size":1}]}')
  })
})

describe('a fetch that breaks its contract', () => {
  const broken = () => new ReadableStream({ pull: (controller) => controller.error('broken') })
  const read = async () => {
    const response = json(200, user())
    await response.text()
    return response
  }
  test.each<[string, () => unknown]>([
    ['nothing', async () => undefined],
    ['null', async () => null],
    ['a text', async () => 'ok'],
    ['an object', async () => ({})],
    ['no promise', () => 7],
    ['a Response that was read', read],
    ['a body that breaks', async () => new Response(broken())],
    ['a body of another kind', async () => ({ status: 200, headers: new Headers(), body: 7 })],
    ['headers of another kind', async () => ({ status: 404, headers: { get: 5 } })],
  ])('error: %s', async (_, fetch) => {
    const ctx = { secretKey: SECRET_KEY, fetch: fetch as Context['fetch'], retry: 0 } as Context

    expect(await rejection(getUser(ctx, 'user_1'))).toMatchObject({
      name: 'ClerkNetworkError',
      code: 'network',
    })
  })
})

describe('a call with any arguments', () => {
  const odd = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
    fc.constantFrom(Symbol('x'), () => {}, Number.NaN, -1, '\ud800', new Headers(), new URL('x:y')),
  )
  const odds = (names: string[]) => fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: 3 })
  const contextFields = [
    ...['secretKey', 'baseUrl', 'apiVersion', 'fetch', 'headers', 'timeout', 'retry', 'now'],
    ...['onDrift', 'onRequest', 'onResponse', 'onRetry', 'limits'],
  ]
  const optionFields = [
    ...['method', 'path', 'operation', 'query', 'body', 'key', 'responseType', 'maxLimit'],
    ...['signal', 'timeout', 'retry', 'headers', 'apiVersion', 'idempotencyKey', 'onResponse'],
  ]
  /** Makes a context with a short timeout and without waits, so that no call outlasts the test. */
  const base = (): Context => ({
    secretKey: SECRET_KEY,
    timeout: 50,
    fetch: answering(json(200, {})).fetch,
    sleep: async () => {},
  })

  test('behavior: it resolves, or rejects with an error of this package', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(odd, odds(contextFields)),
        fc.oneof(odd, odds(optionFields)),
        fc.oneof(fc.constantFrom(undefined, UserSchema), odd),
        async (over, input, schema) => {
          const isFields = (value: unknown): value is object =>
            typeof value === 'object' && value !== null
          const ctx = isFields(over) ? { ...base(), ...over } : over
          const given = isFields(input) ? { ...call, ...input } : input
          const outcome = await request(ctx as Context, schema as never, given as never).then(
            () => undefined,
            (error) => error,
          )
          if (outcome !== undefined) expect(isClerkError(outcome)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })
})
