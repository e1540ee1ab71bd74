import { ClerkConfigError } from 'clerklet'
import {
  type HandleWebhookOptions,
  handleWebhook,
  type WebhookEvent,
  type WebhookSource,
} from 'clerklet/webhooks'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { delivery, SIGNING_SECRET, userCreated } from '#fixtures/webhook.ts'

function receiver(options: Partial<HandleWebhookOptions> = {}) {
  const created = vi.fn<(event: WebhookEvent) => unknown>()
  const onError = vi.fn<(error: unknown) => unknown>()
  const receive = async (request: Request) => {
    const response = await handleWebhook(request, {
      signingSecret: SIGNING_SECRET,
      on: { 'user.created': created },
      onError,
      ...options,
    })
    return [response.status, await response.json()]
  }
  return { created, onError, receive }
}

describe('on', () => {
  test('default', async () => {
    const { created, onError, receive } = receiver()

    const answered = await receive(await delivery(userCreated(), { id: 'msg_1' }))

    expect(answered).toEqual([200, { result: 'handled' }])
    expect(created.mock.calls).toEqual([[{ ...userCreated(), id: 'msg_1' }]])
    expect(onError).not.toHaveBeenCalled()
  })

  test('behavior: it waits for the handler', async () => {
    let done = false
    const { created, receive } = receiver()
    created.mockImplementation(async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      done = true
    })

    await receive(await delivery())

    expect(done).toBe(true)
  })

  test('behavior: an event without a handler is a success', async () => {
    const { created, receive } = receiver()

    const answered = await receive(await delivery(userCreated({ type: 'user.updated' })))

    expect(answered).toEqual([200, { result: 'ignored' }])
    expect(created).not.toHaveBeenCalled()
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])(
    'behavior: %s is no handler',
    async (type) => {
      const { receive } = receiver()

      expect(await receive(await delivery({ type }))).toEqual([200, { result: 'ignored' }])
    },
  )

  test('behavior: a ClerkWebhookError of a handler does not refuse this delivery', async () => {
    const { created, onError, receive } = receiver()
    const inner = Object.assign(new Error('too-old'), {
      name: 'ClerkWebhookError',
      code: 'too-old',
    })
    created.mockRejectedValue(inner)

    expect(await receive(await delivery())).toEqual([500, { error: 'handler-failed' }])
    expect(onError).toHaveBeenCalledExactlyOnceWith(inner)
  })
})

describe('fallback', () => {
  test.each(['user.updated', 'something.new'])(
    'args: fallback is called for %s, which has no handler',
    async (type) => {
      const fallback = vi.fn()
      const { created, receive } = receiver({ fallback })

      const answered = await receive(await delivery(userCreated({ type })))

      expect(answered).toEqual([200, { result: 'handled' }])
      expect(fallback).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ type }))
      expect(created).not.toHaveBeenCalled()
    },
  )

  test('args: fallback is not called for events with a handler', async () => {
    const fallback = vi.fn()
    const { receive } = receiver({ fallback })

    await receive(await delivery())

    expect(fallback).not.toHaveBeenCalled()
  })
})

describe('U09: the response of an endpoint', () => {
  test('U09 default: a valid delivery gets a 200', async () => {
    const { receive } = receiver()

    expect(await receive(await delivery())).toEqual([200, { result: 'handled' }])
  })

  test.each<[string, string, (request: Request) => Request | Promise<Request>]>([
    [
      'an invalid signature',
      'no-matching-signature',
      (request) => changed(request, { 'svix-signature': 'v1,bm9wZQ==' }),
    ],
    ['a missing header', 'missing-headers', (request) => changed(request, { 'svix-id': '' })],
    ['no headers', 'missing-headers', () => new Request('https://example.com')],
    [
      'a tampered body',
      'no-matching-signature',
      async (request) => new Request(request, { body: `${await request.clone().text()} ` }),
    ],
    ['a replay', 'too-old', () => delivery(userCreated(), { timestamp: 1_700_000_000 })],
    ['no event', 'invalid-body', () => delivery('{}')],
  ])('U09 error: %s is answered 400 and reaches no handler', async (_, code, damage) => {
    const { created, onError, receive } = receiver()

    const answered = await receive(await damage(await delivery()))

    expect(answered).toEqual([400, { error: code }])
    expect(created).not.toHaveBeenCalled()
    expect(onError).not.toHaveBeenCalled()
  })

  test('error: a missing secret is a 500, and is reported to onError', async () => {
    const { onError, receive } = receiver({ signingSecret: '' })

    expect(await receive(await delivery())).toEqual([500, { error: 'invalid-secret' }])
    expect(onError).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ code: 'invalid-secret' }),
    )
  })

  test('error: when a handler throws, the response is a 500 without the error', async () => {
    const error = new Error('the database of ada@example.com')
    const { created, onError, receive } = receiver()
    created.mockImplementation(() => {
      throw error
    })

    expect(await receive(await delivery())).toEqual([500, { error: 'handler-failed' }])
    expect(onError).toHaveBeenCalledExactlyOnceWith(error)
  })

  test('args: without onError, console.error is called', async () => {
    const error = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { created, receive } = receiver({ onError: undefined })
    created.mockRejectedValue('down')

    await receive(await delivery())

    expect(error).toHaveBeenCalledExactlyOnceWith('down')
  })
})

describe('a source that is not a delivery', () => {
  const onError = vi.fn<(error: unknown) => unknown>()
  const receive = async (source: unknown, options: object = {}) => {
    onError.mockReset()
    const given = { signingSecret: SIGNING_SECRET, on: {}, onError, ...options }
    const response = await handleWebhook(source as Request, given as HandleWebhookOptions)
    return [response.status, await response.json()]
  }
  const MISCONFIGURED = [500, { error: 'misconfigured' }]
  const throwing = () => {
    throw new Error('thrown')
  }

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['no headers', { body: '' }],
    ['the context of a framework', { req: { raw: {} } }],
    ['a getter that throws', Object.defineProperty({}, 'headers', { get: throwing })],
  ])('error: %s is answered 500, and onError receives why', async (_, source) => {
    expect(await receive(source)).toEqual(MISCONFIGURED)
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(ClerkConfigError))
  })

  test('error: a body that was parsed', async () => {
    const { headers } = await delivery()

    expect(await receive({ headers, body: userCreated() })).toEqual(MISCONFIGURED)
  })

  test.each<[string, object]>([
    ['a tolerance of Infinity', { tolerance: Infinity }],
    ['a clock that throws', { now: throwing }],
  ])('error: %s', async (_, options) => {
    expect(await receive(await delivery(), options)).toEqual(MISCONFIGURED)
    expect(onError).toHaveBeenCalledExactlyOnceWith(expect.any(ClerkConfigError))
  })

  test.each<[string, unknown]>([
    ['throws', throwing],
    ['rejects', () => Promise.reject(new Error('rejected'))],
    ['is no function', 7],
  ])('error: an onError that %s changes nothing', async (_, onError) => {
    expect(await receive(undefined, { onError })).toEqual(MISCONFIGURED)
    expect(await receive(await delivery(), { signingSecret: '', onError })).toEqual([
      500,
      { error: 'invalid-secret' },
    ])
    const on = { 'user.created': throwing }
    expect(await receive(await delivery(), { on, onError })).toEqual([
      500,
      { error: 'handler-failed' },
    ])
  })

  test('error: without handlers', async () => {
    expect(await receive(await delivery(), { on: undefined })).toEqual([
      500,
      { error: 'handler-failed' },
    ])
  })

  test('behavior: never rejects', async () => {
    const signed = Object.fromEntries((await delivery()).headers)
    const odd = fc.oneof(
      fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true, withSet: true }),
      fc.constantFrom<unknown>(throwing, Symbol('x'), new Proxy({}, { get: throwing }), signed),
    )
    const source = fc.oneof(odd, fc.record({ headers: odd, body: odd }))
    const options = fc.oneof(
      odd,
      fc.record(
        { signingSecret: odd, tolerance: odd, now: odd, on: odd, seen: odd, onError: odd },
        { requiredKeys: [] },
      ),
      fc.record(
        {
          signingSecret: fc.constant(SIGNING_SECRET),
          onError: fc.constantFrom(throwing, () => {}),
          on: odd,
          now: fc.oneof(odd, fc.constant(Date.now)),
        },
        { requiredKeys: ['signingSecret', 'onError'] },
      ),
    )
    vi.spyOn(console, 'error').mockImplementation(() => {})
    await fc.assert(
      fc.asyncProperty(source, options, async (source, options) => {
        const response = await handleWebhook(
          source as WebhookSource,
          options as HandleWebhookOptions,
        )
        expect([200, 400, 500]).toContain(response.status)
      }),
      { numRuns: 500 },
    )
    vi.restoreAllMocks()
  })
})

describe('seen', () => {
  const again = (id = 'msg_1') => delivery(userCreated(), { id })

  test('args: a message is handled once', async () => {
    const { created, receive } = receiver({ seen: new Set() })

    const answered = [await receive(await again()), await receive(await again())]

    expect(answered).toEqual([
      [200, { result: 'handled' }],
      [200, { result: 'seen' }],
    ])
    expect(created).toHaveBeenCalledOnce()
  })

  test('behavior: another message with the same event is handled, too', async () => {
    const { created, receive } = receiver({ seen: new Set() })

    await receive(await again('msg_1'))
    await receive(await again('msg_2'))

    expect(created).toHaveBeenCalledTimes(2)
  })

  test('behavior: a message whose handler failed is handled when it is delivered again', async () => {
    const { created, receive } = receiver({ seen: new Set() })
    created.mockRejectedValueOnce(new Error('down'))

    const answered = [await receive(await again()), await receive(await again())]

    expect(answered.map(([status]) => status)).toEqual([500, 200])
    expect(created).toHaveBeenCalledTimes(2)
  })

  test('behavior: an ignored message is handled later, when there is a handler', async () => {
    const seen = new Set<string>()
    await receiver({ seen, on: {} }).receive(await again())

    const { created, receive } = receiver({ seen })
    await receive(await again())

    expect(created).toHaveBeenCalledOnce()
  })

  test('behavior: a forged delivery is not looked up', async () => {
    const has = vi.fn()
    const { receive } = receiver({ seen: { has, add: vi.fn() } })

    await receive(changed(await again(), { 'svix-signature': 'v1,bm9wZQ==' }))

    expect(has).not.toHaveBeenCalled()
  })

  test('error: when seen.has fails, nothing is handled and Clerk should deliver again', async () => {
    const has = vi.fn().mockRejectedValue(new Error('down'))
    const { created, onError, receive } = receiver({ seen: { has, add: vi.fn() } })

    expect(await receive(await again())).toEqual([500, { error: 'handler-failed' }])
    expect(created).not.toHaveBeenCalled()
    expect(onError).toHaveBeenCalledOnce()
  })

  test('error: when seen.add fails, the event was handled and is not delivered again', async () => {
    const add = vi.fn().mockRejectedValue(new Error('down'))
    const { created, onError, receive } = receiver({ seen: { has: () => false, add } })

    expect(await receive(await again())).toEqual([200, { result: 'handled' }])
    expect(created).toHaveBeenCalledOnce()
    expect(onError).toHaveBeenCalledOnce()
  })
})

function changed(request: Request, headers: Record<string, string>): Request {
  const copy = new Request(request)
  for (const [name, value] of Object.entries(headers)) copy.headers.set(name, value)
  return copy
}
