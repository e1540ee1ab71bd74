import {
  type CallEvent,
  type Context,
  getUser,
  path,
  type ResponseEvent,
  type RetryEvent,
  request,
} from 'clerklet'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import {
  answering,
  findSecret,
  json,
  type Outcome,
  refusal,
  rejection,
} from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

type Heard =
  | ['request', CallEvent]
  | ['response', ResponseEvent]
  | ['retry', RetryEvent]
  | ['option', ResponseEvent]

/** Makes a context whose clock moves ten milliseconds per attempt. Records all events of its hooks, in order. */
function listening(...outcomes: Outcome[]) {
  const heard: Heard[] = []
  let now = 1_700_000_000_000
  const { fetch } = answering(...outcomes)
  const ctx: Context = {
    secretKey: SECRET_KEY,
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds
    },
    fetch: async (url, init) => {
      now += 10
      return fetch(url, init)
    },
    onRequest: (event) => heard.push(['request', event]),
    onResponse: (event) => heard.push(['response', event]),
    onRetry: (event) => heard.push(['retry', event]),
  }
  const onResponse = (event: ResponseEvent) => heard.push(['option', event])
  return { ctx, heard, options: { onResponse } }
}

const call = { operation: 'getUser', method: 'GET', route: '/users/{id}' }

describe('hooks', () => {
  test('default', async () => {
    const { ctx, heard, options } = listening(json(200, user(), { 'cf-ray': 'ray_1' }))

    await getUser(ctx, 'user_1', options)

    const answered = {
      ...call,
      attempt: 1,
      status: 200,
      duration: 10,
      traceId: 'ray_1',
      headers: { 'cf-ray': 'ray_1', 'content-type': 'application/json' },
    }
    expect(heard).toEqual([
      ['request', { ...call, attempt: 1 }],
      ['response', answered],
      ['option', answered],
    ])
  })

  test('behavior: each attempt has its own events, with the wait in between', async () => {
    const { ctx, heard } = listening(
      refusal(429, 'too_many_requests', { 'retry-after': '2' }),
      new TypeError('fetch failed'),
      json(200, user()),
    )

    await getUser(ctx, 'user_1')

    expect(heard.map(([kind, { attempt }]) => `${kind} ${attempt}`)).toEqual([
      'request 1',
      'response 1',
      'retry 1',
      'request 2',
      'retry 2',
      'request 3',
      'response 3',
    ])
    expect(heard[1]?.[1]).toEqual({
      ...call,
      attempt: 1,
      status: 429,
      duration: 10,
      traceId: 'trace_429',
      headers: { 'content-type': 'application/json', 'retry-after': '2' },
    })
    expect(heard[2]?.[1]).toMatchObject({ ...call, attempt: 1, delay: 2000 })
    expect(heard[6]?.[1]).toMatchObject({ status: 200, duration: 10 })
  })

  test.each(['onRequest', 'onResponse', 'onRetry'] as const)(
    'error: a call rejects with the rejection of an asynchronous %s',
    async (hook) => {
      const { fetch } = answering(refusal(429, 'too_many_requests'), json(200, user()))
      const hooks = { [hook]: () => Promise.reject(new Error('metrics are down')) }
      const sleep = async () => {}

      await expect(
        getUser({ secretKey: SECRET_KEY, fetch, sleep, ...hooks }, 'user_1'),
      ).rejects.toThrow('metrics are down')
    },
  )

  test('behavior: the last refusal is reported, and no retry after it', async () => {
    const { ctx, heard } = listening(refusal(404, 'resource_not_found'))

    await rejection(getUser(ctx, 'user_1'))

    expect(heard.map(([kind]) => kind)).toEqual(['request', 'response'])
  })

  test('behavior: a direct call is named request, unless it names itself', async () => {
    const { ctx, heard } = listening(json(200, {}))
    const direct = { method: 'GET', path: path`/beta/${'b_1'}` } as const

    await request(ctx, undefined, direct)
    await request(ctx, undefined, { ...direct, operation: 'getBeta' })

    expect(heard.filter(([kind]) => kind === 'request').map(([, event]) => event)).toEqual([
      { operation: 'request', method: 'GET', route: '/beta/{id}', attempt: 1 },
      { operation: 'getBeta', method: 'GET', route: '/beta/{id}', attempt: 1 },
    ])
  })

  test('behavior: no event contains an id, a query, a header or the key', async () => {
    const { ctx, heard, options } = listening(
      refusal(429, 'too_many_requests', { 'retry-after': '0' }),
      new TypeError('fetch failed'),
      refusal(500, 'internal_clerk_error'),
    )

    await rejection(
      getUser({ ...ctx, headers: { 'x-tenant': 'confidential' } }, 'user_private', options),
    )

    expect(heard).toHaveLength(9)
    for (const secret of [SECRET_KEY, 'user_private', 'confidential']) {
      expect(findSecret(heard, secret)).toEqual([])
    }
  })

  test('behavior: onResponse gets the headers of every response, whatever its status', async () => {
    const { ctx, heard } = listening(
      refusal(429, 'too_many_requests', { 'retry-after': '2', 'X-RateLimit-Remaining': '0' }),
      json(200, user(), { 'x-ratelimit-remaining': '99' }),
    )

    await getUser(ctx, 'user_1')

    const headers = heard.flatMap(([kind, event]) => (kind === 'response' ? [event.headers] : []))
    expect(headers).toEqual([
      { 'content-type': 'application/json', 'retry-after': '2', 'x-ratelimit-remaining': '0' },
      { 'content-type': 'application/json', 'x-ratelimit-remaining': '99' },
    ])
  })

  test('behavior: its headers contain no cookie, key or token', async () => {
    const secrets = [SECRET_KEY, 'mt_token0123', 'eyJhbGciOi.eyJzdWIi.c2ln', 'cookie-value']
    const { ctx, heard } = listening(
      json(200, user(), {
        'x-echo': `Bearer ${SECRET_KEY}`,
        'x-machine': 'mt_token0123',
        'x-session': 'eyJhbGciOi.eyJzdWIi.c2ln',
        'x-kept': 'kept',
        'set-cookie': '__session=cookie-value; Path=/',
        'set-cookie2': '__session=cookie-value',
        cookie: '__session=cookie-value',
        authorization: 'Basic Y29va2llLXZhbHVl',
        'proxy-authorization': 'Basic Y29va2llLXZhbHVl',
      }),
      refusal(404, 'resource_not_found', { 'x-session': 'eyJhbGciOi.eyJzdWIi.c2ln' }),
    )

    await getUser(ctx, 'user_1')
    const error = await rejection(getUser(ctx, 'user_1'))

    const [, event] = heard.find(([kind]) => kind === 'response') ?? []
    expect(event).toMatchObject({
      headers: {
        'content-type': 'application/json',
        'x-echo': 'Bearer [redacted]',
        'x-kept': 'kept',
        'x-machine': '[redacted]',
        'x-session': '[redacted]',
      },
    })
    for (const secret of [...secrets, 'Y29va2llLXZhbHVl']) {
      expect(findSecret([heard, error], secret)).toEqual([])
    }
  })

  test('behavior: its headers are a copy', async () => {
    const { ctx, heard } = listening(refusal(422, 'form_param_nil', { 'x-kept': 'kept' }))
    const onResponse = ({ headers }: ResponseEvent) => {
      headers['x-kept'] = 'changed'
    }

    const error = await rejection(getUser({ ...ctx, onResponse }, 'user_1'))

    expect(error.headers).toMatchObject({ 'x-kept': 'kept' })
    expect(heard).toHaveLength(1)
  })

  test.each([null, undefined])(
    'behavior: headers that are not iterable are reported as an empty object: %s',
    async (none) => {
      const { ctx, heard } = listening()
      const fetch = async () =>
        Object.defineProperty(json(200, user()), 'headers', {
          value: { get: (name: string) => (name === 'content-type' ? 'application/json' : none) },
        })

      await getUser({ ...ctx, fetch }, 'user_1')

      expect(heard).toMatchObject([
        ['request', {}],
        ['response', { headers: {} }],
      ])
    },
  )

  test('error: the call rejects with the error that a hook throws', async () => {
    const own = new Error('the logger is down')
    for (const name of ['onRequest', 'onResponse', 'onRetry'] as const) {
      const { ctx } = listening(refusal(429, 'too_many_requests'), json(200, user()))
      const failing = {
        ...ctx,
        [name]: () => {
          throw own
        },
      }

      expect(await rejection(getUser(failing, 'user_1'))).toBe(own)
    }
  })
})
