import { createUser, deleteUser, updateUser } from 'clerklet'
import { verifyWebhook } from 'clerklet/webhooks'
import { createEmulator, type EmulatorOptions, type WebhookEndpoint } from 'clerklet-emulator'
import { Webhook } from 'svix'
import { expect, test, vi } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const signingSecret = 'whsec_dGhlIGVtdWxhdG9y'

/**
 * Makes an endpoint that records the requests. Responds with each of `statuses` in turn, then with 204. For `broken`, the
 * request fails.
 */
function endpoint(statuses: (number | 'broken')[] = [], more: Partial<WebhookEndpoint> = {}) {
  const received: { headers: Headers; body: string }[] = []
  const webhook: WebhookEndpoint = {
    url: 'https://app.example.com/webhooks',
    signingSecret,
    fetch: async (request) => {
      received.push({ headers: request.headers, body: await request.text() })
      const status = statuses.shift() ?? 204
      if (status === 'broken') throw new TypeError('fetch failed')
      return new Response(null, { status })
    },
    ...more,
  }
  return { received, webhook, ids: () => received.map(({ headers }) => headers.get('svix-id')) }
}

const emulateFor = (webhook: WebhookEndpoint, options: EmulatorOptions = {}) =>
  emulate({ webhooks: [webhook], ...options })

test('default: events are recorded, but a seed sends none', async () => {
  const { strict, webhooks, deliveries } = emulate({
    seed: { users: [{ id: 'user_ada', username: 'ada' }] },
  })
  await updateUser(strict, 'user_ada', { first_name: 'Ada' })
  await deleteUser(strict, 'user_ada')
  expect(webhooks).toMatchObject([
    { type: 'user.updated', data: { first_name: 'Ada' }, timestamp: NOON },
    { type: 'user.deleted', data: { id: 'user_ada', deleted: true } },
  ])
  expect(deliveries).toEqual([])
})

test('behavior: an event that the clock causes has the time at which it is due', async () => {
  const { received, webhook } = endpoint([500], { events: ['subscriptionItem.freeTrialEnding'] })
  const emulator = emulateFor(webhook, {
    seed: {
      users: [{ id: 'user_ada', username: 'ada' }],
      billing: { plans: [{ name: 'Pro', amount: 1000, free_trial_days: 14 }] },
    },
  })
  emulator.subscribe({ user_id: 'user_ada', plan: 'pro', free_trial: true })
  emulator.clock.advance('20d')
  await emulator.delivered()
  const eleventh = NOON + 11 * 86_400_000
  expect(emulator.deliveries).toMatchObject([
    {
      attempts: [
        { at: eleventh, status: 500 },
        { at: eleventh + 5000, status: 204 },
      ],
    },
  ])
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ timestamp: eleventh })
})

test('behavior: clerklet and the library of Svix verify a delivery', async () => {
  const { received, webhook } = endpoint()
  const { strict, delivered, webhooks } = emulateFor(webhook, { now: Date.now() })
  await createUser(strict, { username: 'adaking' })
  await delivered()
  const { headers, body } = received[0] as (typeof received)[0]
  expect(await verifyWebhook({ headers, body }, { signingSecret })).toMatchObject({
    id: webhooks[0]?.id,
    type: 'user.created',
    data: { username: 'adaking' },
  })
  expect(new Webhook(signingSecret).verify(body, Object.fromEntries(headers))).toMatchObject({
    type: 'user.created',
    object: 'event',
  })
  expect(() => new Webhook(signingSecret).verify(`${body} `, Object.fromEntries(headers))).toThrow()
})

test('behavior: events arrive in order', async () => {
  const { received, webhook } = endpoint()
  const { strict, delivered } = emulateFor(webhook)
  for (let i = 0; i < 20; i++) await createUser(strict, { username: `user${i}` })
  await delivered()
  const names = received.map(({ body }) => JSON.parse(body).data.username)
  expect(names).toEqual(Array.from({ length: 20 }, (_, i) => `user${i}`))
})

test('behavior: a failed delivery is retried on the schedule of Svix, with the same id', async () => {
  const { ids, webhook } = endpoint([500, 'broken', 302, 404, 503, 500, 500, 500])
  const emulator = emulateFor(webhook)
  await createUser(emulator.strict, { username: 'adaking' })
  await emulator.delivered()
  for (const [pause, count] of [
    ['4s', 1],
    ['1s', 2],
    ['5m', 3],
    ['30m', 4],
    ['2h', 5],
    ['5h', 6],
    ['10h', 7],
    ['10h', 8],
    ['1d', 8],
  ] as const) {
    emulator.clock.advance(pause)
    await emulator.delivered()
    expect(ids(), pause).toHaveLength(count)
  }
  expect(new Set(ids()).size).toBe(1)
  const [delivery] = emulator.deliveries
  expect(delivery).toMatchObject({ status: 'failed', next_at: null })
  expect(delivery?.attempts.map(({ status }) => status)).toEqual([
    500,
    null,
    302,
    404,
    503,
    500,
    500,
    500,
  ])
})

test('behavior: advancing the clock by a day makes the attempts of a day', async () => {
  const { received, webhook } = endpoint([500, 500, 500])
  const { strict, clock, delivered, deliveries: _, ...emulator } = emulateFor(webhook)
  await createUser(strict, { username: 'adaking' })
  clock.advance('1d')
  await delivered()
  expect(received).toHaveLength(4)
  expect(emulator.snapshot().data.deliveries).toMatchObject([
    {
      status: 'delivered',
      attempts: [0, 5_000, 305_000, 2_105_000].map((after) => ({ at: NOON + after })),
    },
  ])
})

test('behavior: a failing delivery does not delay later events', async () => {
  const { received, webhook } = endpoint([500])
  const { strict, clock, delivered } = emulateFor(webhook)
  await createUser(strict, { username: 'first' })
  await createUser(strict, { username: 'second' })
  await delivered()
  clock.advance('5s')
  await delivered()
  const names = received.map(({ body }) => JSON.parse(body).data.username)
  expect(names).toEqual(['first', 'second', 'first'])
})

test('args: events, and several endpoints', async () => {
  const all = endpoint()
  const some = endpoint([], { url: 'https://other.example.com', events: ['user.deleted'] })
  const { strict, delivered } = emulate({ webhooks: [all.webhook, some.webhook] })
  const { id } = await createUser(strict, { username: 'adaking' })
  await deleteUser(strict, id)
  await delivered()
  expect(all.received).toHaveLength(2)
  expect(some.received.map(({ body }) => JSON.parse(body).type)).toEqual(['user.deleted'])
})

test('behavior: an undelivered event is delivered after a restart', async () => {
  const first = endpoint([500])
  const before = emulateFor(first.webhook)
  await createUser(before.strict, { username: 'adaking' })
  await before.delivered()
  const second = endpoint()
  const after = emulateFor(second.webhook)
  after.restore(JSON.parse(JSON.stringify(before.snapshot())))
  after.clock.advance('5s')
  await after.delivered()
  expect(second.ids()).toEqual(first.ids())
})

test('behavior: redeliver sends an event again, with the same id', async () => {
  const { ids, webhook } = endpoint()
  const { strict, webhooks, delivered, redeliver } = emulateFor(webhook)
  await createUser(strict, { username: 'adaking' })
  const id = webhooks[0]?.id ?? ''
  redeliver(id)
  await delivered()
  expect(ids()).toEqual([id, id])
  expect(() => redeliver('msg_none')).toThrow('There is no event with id msg_none')
})

test('behavior: with a running clock, the next attempt starts by itself', async () => {
  vi.useFakeTimers()
  try {
    const { received, webhook } = endpoint([500])
    const { ctx, delivered } = createEmulator({ webhooks: [webhook] })
    await createUser(ctx, { username: 'adaking' })
    await delivered()
    await vi.advanceTimersByTimeAsync(4_900)
    await delivered()
    expect(received).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    await delivered()
    expect(received).toHaveLength(2)
  } finally {
    vi.useRealTimers()
  }
})
