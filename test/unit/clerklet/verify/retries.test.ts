import { limitRate } from 'clerklet'
import { describe, expect, test } from 'vitest'
import type { Context } from '#clerklet/core/context.ts'
import {
  authenticateHeader,
  authenticateRequest,
  buildPublishableKey,
  type SignedInAuth,
  verifyMachineToken,
} from '#clerklet/verify/index.ts'
import { claims, NOW, signer } from '#fixtures/tokens.ts'
import { answering, json, type Outcome, rejection } from '#fixtures/transport.ts'
import { virtualClock } from '#fixtures/virtualClock.ts'

const { pem, jwk, sign } = await signer()
const TOKEN = await sign(claims())
const PUBLISHABLE_KEY = buildPublishableKey('clerk.example.com')

/** Numbers the secret keys and the hosts, so that no test uses the cached keys of another test. */
let instances = 0

/** Makes a context with a fixed clock and an API with the given responses. Records the waits and the calls of hooks. */
function setUp(outcomes: Outcome[], settings: Partial<Context> = {}) {
  const { fetch, received } = answering(...outcomes)
  const slept: number[] = []
  const heard: string[] = []
  const ctx: Context = {
    secretKey: `sk_live_retries${instances++}`,
    publishableKey: PUBLISHABLE_KEY,
    now: () => NOW,
    sleep: async (milliseconds) => {
      slept.push(milliseconds)
    },
    onRequest: ({ operation, method, route, attempt }) => {
      heard.push(`${attempt}: ${operation} ${method} ${route}`)
    },
    onResponse: ({ status }) => {
      heard.push(`${status}`)
    },
    onRetry: ({ error }) => {
      heard.push(`retry after ${error.name}`)
    },
    fetch,
    ...settings,
  }
  return { ctx, received, slept, heard }
}

const bearer = (token: string) =>
  new Request('https://example.com/', { headers: { authorization: `Bearer ${token}` } })
const tooMany = (): Outcome => json(429, { errors: [] }, { 'retry-after': '2' })

async function freshToken(ctx: Context): Promise<unknown> {
  const state = await authenticateRequest({ ...ctx, jwtKey: pem }, bearer(TOKEN))
  return (state.toAuth() as SignedInAuth).getToken({ template: 'supabase' })
}

const MACHINES = [
  ['ak_1', 'verifyApiKey POST /api_keys/verify'],
  ['mt_1', 'verifyM2mToken POST /m2m_tokens/verify'],
  ['oat_1', 'verifyOAuthAccessToken POST /oauth_applications/access_tokens/verify'],
] as const

const CALLS: [
  name: string,
  call: (ctx: Context) => Promise<unknown>,
  reported: string,
  success: object,
][] = [
  ['getToken', freshToken, 'getToken POST /sessions/{id}/tokens/{id}', { jwt: 'fresh' }],
  ...MACHINES.map(([token, reported]): (typeof CALLS)[number] => [
    `the token ${token}`,
    (ctx) => verifyMachineToken(ctx, token),
    reported,
    { id: 'one', subject: 'user_1', client_id: 'client_1' },
  ]),
  [
    'the keys',
    async (ctx) => {
      expect(await authenticateHeader(ctx, bearer(TOKEN))).toMatchObject({ status: 'signed-in' })
    },
    'getJwks GET /jwks',
    { keys: [jwk] },
  ],
  [
    'the published keys',
    async (ctx) => {
      // A new host, because each Frontend API has its own cached keys.
      const publishableKey = buildPublishableKey(`clerk${instances++}.example.com`)
      const keyless = { ...ctx, publishableKey, secretKey: undefined }
      await authenticateHeader(keyless, bearer(TOKEN))
    },
    'getJwks GET /jwks.json',
    { keys: [jwk] },
  ],
]

describe.each(CALLS)('%s', (_, call, reported, success) => {
  test('default: a 429 is retried after its Retry-After, and hooks are called', async () => {
    const { ctx, slept, heard } = setUp([tooMany(), json(200, success)])

    await call(ctx)

    expect(slept).toEqual([2000])
    expect(heard).toEqual([
      `1: ${reported}`,
      '429',
      expect.stringMatching(/^retry after \w+Error$/),
      `2: ${reported}`,
      '200',
    ])
  })

  test('args: ctx.retry of 0 turns retries off', async () => {
    const { ctx, received, slept } = setUp([tooMany(), json(200, success)], { retry: 0 })

    await call(ctx).catch(() => {})

    expect(received).toHaveLength(1)
    expect(slept).toEqual([])
  })

  test('args: a wait longer than maxDelay ends the call', async () => {
    const { ctx, received } = setUp([tooMany(), json(200, success)], {
      retry: { attempts: 3, maxDelay: 1999 },
    })

    await call(ctx).catch(() => {})

    expect(received).toHaveLength(1)
  })

  test.each(['onRequest', 'onResponse', 'onRetry', 'retry', 'limits'])(
    'error: ctx.%s of a wrong type is a mistake of configuration',
    async (name) => {
      const { ctx, received } = setUp([json(200, success)], { [name]: 'text' })

      expect(await rejection(call(ctx))).toMatchObject({
        name: 'ClerkConfigError',
        message: expect.stringContaining(`ctx.${name}`),
      })
      expect(received).toEqual([])
    },
  )
})

test.each(MACHINES)('behavior: a POST is not retried after a 503: %s', async (token) => {
  const { ctx, received } = setUp([
    json(503, {}),
    json(200, { id: 'one', subject: 'user_1', client_id: 'client_1' }),
  ])

  expect(await rejection(verifyMachineToken(ctx, token))).toMatchObject({
    code: 'unexpected-error',
    status: 503,
  })
  expect(received).toHaveLength(1)
})

test('behavior: a call waits for the rate limit of its context', async () => {
  const clock = virtualClock(NOW)
  const sent: number[] = []
  const limited = limitRate(
    {
      secretKey: 'sk_live_limited',
      now: clock.now,
      sleep: clock.sleep,
      fetch: async () => {
        sent.push(clock.now() - NOW)
        return Response.json({ id: 'one', subject: 'user_1', client_id: 'client_1' })
      },
    },
    { requests: 2, per: 1000 },
  )

  await Promise.all(MACHINES.map(([token]) => verifyMachineToken(limited, token)))

  expect(sent).toEqual([0, 0, 1002])
})

test('error: a hook that throws is not mistaken for a response of the API', async () => {
  const { ctx } = setUp([json(200, {})], {
    onRequest: () => {
      throw new RangeError('quota of the log')
    },
  })

  expect(await rejection(verifyMachineToken(ctx, 'ak_1'))).toMatchObject({
    code: 'unexpected-error',
    message: 'API key could not be verified: unexpected RangeError.',
  })
})
