import {
  ClerkApiError,
  ClerkNetworkError,
  type Context,
  path,
  type RequestInput,
  type RetryEvent,
  request,
} from 'clerklet'
import { describe, expect, test, vi } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, json, type Outcome, refusal, rejection, servers } from '#fixtures/transport.ts'

const NOW = Date.UTC(2026, 4, 12, 12)
const ok = json(200, { fine: true })
const tooMany = (retryAfter?: string) =>
  refusal(429, 'too_many_requests', retryAfter === undefined ? {} : { 'retry-after': retryAfter })
const broken = Object.assign(new TypeError('fetch failed'), {
  cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
})

/** Makes a call on a separate clock. Returns its outcome, its waits and the number of attempts. */
async function run(
  outcomes: Outcome[],
  input: Partial<RequestInput> = {},
  over: Context = {},
): Promise<{ value?: unknown; error?: unknown; waits: number[]; sent: number }> {
  const { fetch, received } = answering(...outcomes)
  const waits: number[] = []
  let now = NOW
  const ctx: Context = {
    secretKey: SECRET_KEY,
    fetch,
    now: () => now,
    sleep: async (milliseconds) => {
      waits.push(milliseconds)
      now += milliseconds
    },
    ...over,
  }
  const ended = await request(ctx, undefined, {
    method: 'GET',
    path: path`/things`,
    ...input,
  }).then(
    (value) => ({ value }),
    (error) => ({ error }),
  )
  return { ...ended, waits, sent: received.length }
}

describe('retried requests', () => {
  const methods = ['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'PATCH'] as const
  const idempotent = methods.slice(0, 4)
  const others = methods.slice(4)

  test.each(methods)('behavior: %s after a 429', async (method) => {
    const { error, sent } = await run([tooMany(), ok], { method })

    expect(error).toBeUndefined()
    expect(sent).toBe(2)
  })

  test.each(
    idempotent.flatMap((method) => [502, 503, 504].map((status) => [method, status] as const)),
  )('behavior: %s after a %i', async (method, status) => {
    const { error, sent } = await run([refusal(status, 'x'), ok], { method })

    expect(error).toBeUndefined()
    expect(sent).toBe(2)
  })

  test.each(idempotent)('behavior: %s after a broken connection', async (method) => {
    expect(await run([broken, ok], { method })).toMatchObject({ sent: 2 })
  })

  test.each(
    methods.flatMap((method) =>
      [302, 400, 401, 403, 404, 408, 409, 422, 425, 500, 501, 505, 599].map(
        (status) => [method, status] as const,
      ),
    ),
  )('behavior: %s is not repeated after a %i', async (method, status) => {
    const { error, sent } = await run([refusal(status, 'x'), ok], { method })

    expect(error).toMatchObject({ name: 'ClerkApiError', status })
    expect(sent).toBe(1)
  })

  test.each(others.flatMap((method) => [502, 503, 504].map((status) => [method, status] as const)))(
    'behavior: %s is never retried after a %i',
    async (method, status) => {
      const { error, sent } = await run([refusal(status, 'x'), ok], { method, body: {} })

      expect(error).toMatchObject({ status })
      expect(sent).toBe(1)
    },
  )

  test.each(others)('behavior: %s is never retried after a broken connection', async (method) => {
    const { error, sent } = await run([broken, ok], { method, body: {} })

    expect(error).toMatchObject({ name: 'ClerkNetworkError', code: 'ECONNRESET', attempts: 1 })
    expect(sent).toBe(1)
  })

  test('behavior: with an idempotency key a POST is retried, with the same key and body', async () => {
    const { fetch, received } = answering(broken, refusal(503, 'x'), ok)

    await request({ secretKey: SECRET_KEY, fetch, sleep: async () => {} }, undefined, {
      method: 'POST',
      path: path`/things`,
      body: { a: 1 },
      idempotencyKey: 'once',
    })

    expect(
      received.map(({ headers, init }) => [headers.get('idempotency-key'), init.body]),
    ).toEqual(Array(3).fill(['once', '{"a":1}']))
  })

  test.each([500, 409])('behavior: a POST with a key is not retried after a %i', async (status) => {
    const { sent } = await run([refusal(status, 'x'), ok], {
      method: 'POST',
      idempotencyKey: 'once',
    })

    expect(sent).toBe(1)
  })

  test.each([undefined, ''])('behavior: an idempotencyKey %j is unset', async (idempotencyKey) => {
    const { sent } = await run([refusal(503, 'x'), ok], { method: 'POST', idempotencyKey })

    expect(sent).toBe(1)
  })

  test('behavior: a request that was carried out is not retried', async () => {
    const { error, sent } = await run([new Response('<html>'), ok])

    expect(error).toMatchObject({ name: 'ClerkResponseError' })
    expect(sent).toBe(1)
  })

  test('behavior: a connection that a real server breaks is retried', async () => {
    let requests = 0
    const baseUrl = await serve((_, response) => {
      requests++
      response.writeHead(200, { 'content-type': 'application/json' })
      if (requests === 1) {
        response.write('{"half":')
        setTimeout(() => response.destroy(), 10)
      } else response.end('{"whole":true}')
    })
    const call = { path: path`/things` }

    const ctx = { secretKey: SECRET_KEY, baseUrl, sleep: async () => {} }
    const value = await request(ctx, undefined, { ...call, method: 'GET' })
    requests = 0
    const error = await rejection(request(ctx, undefined, { ...call, method: 'POST' }))

    expect(value).toEqual({ whole: true })
    expect(error).toBeInstanceOf(ClerkNetworkError)
    expect(error.code).toBe('UND_ERR_SOCKET')
    expect(requests).toBe(1)
  })
})

const serve = servers()

describe('the number of attempts', () => {
  test('default', async () => {
    const { error, sent } = await run([refusal(503, 'service_unavailable')])

    expect(error).toMatchObject({ name: 'ClerkApiError', status: 503 })
    expect(sent).toBe(3)
  })

  test.each([
    [0, 1],
    [1, 2],
    [4, 5],
    [{ attempts: 1 }, 1],
    [{ attempts: 2 }, 2],
    [{}, 3],
  ])('args: retry %j', async (retry, attempts) => {
    expect((await run([tooMany()], { retry })).sent).toBe(attempts)
    expect((await run([tooMany()], {}, { retry })).sent).toBe(attempts)
  })

  test('behavior: options win over the context', async () => {
    expect((await run([tooMany()], { retry: 0 }, { retry: 5 })).sent).toBe(1)
  })

  test.each([
    [{ timeout: Number.NaN }, 'timeout is NaN'],
    [{ timeout: -1 }, 'timeout is -1'],
    [{ timeout: '5000' }, 'timeout is of type string'],
    [{ retry: -1 }, 'retry is -1'],
    [{ retry: 'often' }, 'retry is of type string'],
    [{ retry: { maxDelay: Number.NaN } }, 'retry.maxDelay is NaN'],
    [{ retry: { deadline: -5 } }, 'retry.deadline is -5'],
  ])('error: %j is refused before anything is sent', async (wrong, message) => {
    const inOptions = await run([ok], wrong as Partial<RequestInput>)
    const inContext = await run([ok], {}, wrong as Context)

    expect(inOptions).toMatchObject({ error: { name: 'ClerkConfigError' }, sent: 0 })
    expect(inOptions.error).toMatchObject({
      message: expect.stringContaining(`options.${message}`),
    })
    expect(inContext).toMatchObject({ error: { name: 'ClerkConfigError' }, sent: 0 })
    expect(inContext.error).toMatchObject({ message: expect.stringContaining(`ctx.${message}`) })
  })

  test('args: null keeps the value of the context, or the default', async () => {
    const none = { retry: null, timeout: null } as unknown as RequestInput

    expect((await run([tooMany()], none, { retry: 0 })).sent).toBe(1)
    expect((await run([tooMany()], {}, none as Context)).sent).toBe(3)
  })

  test('args: Infinity retries until the deadline', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1)

    const { sent, waits } = await run([tooMany()], { retry: Infinity })

    expect(sent).toBe(10)
    expect(waits.reduce((sum, wait) => sum + wait)).toBeLessThanOrEqual(60_000)
  })

  test('behavior: the last error is thrown, with the number of attempts', async () => {
    const { error } = await run([tooMany(), refusal(503, 'x'), broken])

    expect(error).toMatchObject({ name: 'ClerkNetworkError', attempts: 3 })
  })
})

describe('the waits', () => {
  test('default', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1)

    const { waits } = await run([tooMany()], { retry: 6 })

    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 10_000])
  })

  test('behavior: the jitter is full', async () => {
    vi.spyOn(Math, 'random').mockReturnValueOnce(0).mockReturnValueOnce(0.25)

    expect((await run([tooMany()])).waits).toEqual([0, 250])
  })

  test.each([
    ['3', 3000],
    ['0', 0],
    ['10', 10_000],
  ])('behavior: Retry-After: %s is in seconds', async (header, wait) => {
    const { waits, value } = await run([tooMany(header), ok])

    expect(waits).toEqual([wait])
    expect(value).toEqual({ fine: true })
  })

  test('behavior: Retry-After may be a date', async () => {
    const { waits } = await run([tooMany(new Date(NOW + 4000).toUTCString()), ok])

    expect(waits).toEqual([4000])
  })

  test.each([new Date(NOW - 4000).toUTCString(), '-5', '1.5', '1, 2', 'soon'])(
    'behavior: with Retry-After: %s the back-off applies',
    async (header) => {
      vi.spyOn(Math, 'random').mockReturnValue(1)

      expect((await run([tooMany(header), ok])).waits).toEqual([500])
      expect((await run([tooMany(header)], { retry: 0 })).error).toMatchObject({
        status: 429,
        retryAfter: undefined,
      })
    },
  )

  test('behavior: a 503 may have a Retry-After, too', async () => {
    const { waits } = await run([refusal(503, 'x', { 'retry-after': '2' }), ok])

    expect(waits).toEqual([2000])
  })

  test('error: with a wait longer than maxDelay, the error is thrown with retryAfter in seconds', async () => {
    const { error, waits, sent } = await run([tooMany('11'), ok])

    expect(error).toBeInstanceOf(ClerkApiError)
    expect(error).toMatchObject({ status: 429, code: 'too_many_requests', retryAfter: 11 })
    expect({ waits, sent }).toEqual({ waits: [], sent: 1 })
  })

  test('error: the same applies to a date longer than maxDelay away', async () => {
    const { error, waits } = await run([tooMany(new Date(NOW + 120_000).toUTCString()), ok])

    expect(error).toMatchObject({ retryAfter: 120 })
    expect(waits).toEqual([])
  })

  test('args: maxDelay', async () => {
    const retry = { maxDelay: 15_000 }

    expect((await run([tooMany('15'), ok], { retry })).waits).toEqual([15_000])
    expect((await run([tooMany('16'), ok], { retry })).waits).toEqual([])
  })

  test('args: deadline', async () => {
    const retry = { attempts: 10, deadline: 25_000 }

    const { waits, error } = await run([tooMany('10')], { retry })

    expect(waits).toEqual([10_000, 10_000])
    expect(error).toMatchObject({ status: 429, retryAfter: 10 })
  })

  test('behavior: the duration of attempts counts towards the deadline', async () => {
    let now = NOW
    const slow = async () => {
      now += 9000
      return tooMany('2')
    }

    const { sent } = await run(
      [slow],
      { retry: { attempts: 10, deadline: 19_000 } },
      {
        now: () => now,
      },
    )

    expect(sent).toBe(2)
  })

  test('behavior: hooks are called before each wait', async () => {
    const events: RetryEvent[] = []

    await run([tooMany('1'), broken, ok], {}, { onRetry: (event) => events.push(event) })

    expect(events).toMatchObject([
      { attempt: 1, delay: 1000, error: { name: 'ClerkApiError', status: 429 } },
      { attempt: 2, error: { name: 'ClerkNetworkError', code: 'ECONNRESET' } },
    ])
  })
})
