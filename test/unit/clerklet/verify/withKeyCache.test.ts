import { ClerkConfigError } from 'clerklet'
import { describe, expect, test } from 'vitest'
import {
  authenticateRequest,
  type KeyCache,
  type VerifyContext,
  verifyToken,
  withKeyCache,
} from '#clerklet/verify/index.ts'
import { claims, NOW, SECONDS, signer } from '#fixtures/tokens.ts'

const [one, two, stranger] = await Promise.all([signer('ins_1'), signer('ins_1'), signer('ins_9')])
const long = claims({ exp: SECONDS + 99_999 })
let instances = 0

function setup(stored = new Map<string, string>()) {
  const world = { now: NOW, requests: 0, answer: () => Response.json({ keys: [one.jwk] }) }
  const cache: KeyCache = {
    get: async (name) => stored.get(name) ?? null,
    set: async (name, value) => void stored.set(name, value),
  }
  const ctx: VerifyContext = {
    secretKey: `sk_test_keycache${++instances}`,
    now: () => world.now,
    sleep: async () => {},
    fetch: async () => {
      world.requests++
      return world.answer()
    },
  }
  return { ctx, cache, stored, world }
}

test('default', async () => {
  const { ctx, cache, stored, world } = setup()
  const token = await one.sign()
  expect(await verifyToken(withKeyCache(ctx, cache), token)).toEqual(claims())
  expect(world.requests).toBe(1)
  const [[name, value] = ['', '']] = [...stored]
  expect(name).toMatch(/^clerklet-jwks-[\da-f]{64}$/)
  expect(JSON.parse(value)).toEqual({ loadedAt: NOW, keys: [one.jwk] })
  expect(name + value).not.toContain('sk_test')
})

/**
 * Stores an entry in the cache, as another process would, under the name that the context requests. Returns a context that has
 * not read the entry.
 */
async function storedFor(key: { jwk: object }, loadedAt: number) {
  const { ctx, cache, stored, world } = setup()
  const names: string[] = []
  const spying = { ...cache, get: (name: string) => void names.push(name) }
  world.answer = () => new Response('', { status: 404 })
  await verifyToken(withKeyCache(ctx, spying), await one.sign()).catch(() => {})
  stored.set(names[0] ?? '', JSON.stringify({ loadedAt, keys: [key.jwk] }))
  world.requests = 0
  world.now += 30_001
  world.answer = () => Response.json({ keys: [one.jwk] })
  return { ctx: withKeyCache(ctx, cache), world, stored }
}

test('behavior: a stored entry saves the request', async () => {
  const { ctx, world } = await storedFor(one, NOW)
  expect(await verifyToken(ctx, await one.sign(long))).toEqual(long)
  expect(world.requests).toBe(0)
})

test('behavior: an entry older than five minutes is renewed', async () => {
  const { ctx, world, stored } = await storedFor(one, NOW - 300_001)
  expect(await verifyToken(ctx, await one.sign(long))).toEqual(long)
  expect(world.requests).toBe(1)
  expect(JSON.parse([...stored.values()][0] ?? '').loadedAt).toBe(world.now)
})

test.each([
  ['answers 503', () => new Response('', { status: 503 })],
  ['cannot be reached', () => Promise.reject(new TypeError('down')) as never],
])('behavior: it still serves for an hour while the API %s', async (_, answer) => {
  const { ctx, world } = await storedFor(one, NOW - 3_000_000)
  world.answer = answer
  expect(await verifyToken(ctx, await one.sign(long))).toEqual(long)
  const tooOld = await storedFor(one, NOW - 3_600_001)
  tooOld.world.answer = answer
  await expect(verifyToken(tooOld.ctx, await one.sign(long))).rejects.toMatchObject({
    reason: 'jwk-remote-failed-to-load',
  })
})

test('behavior: a key that is not in the entry is requested from the API', async () => {
  const { ctx, world } = await storedFor(one, NOW)
  await verifyToken(ctx, await one.sign(long))
  world.now += 30_001
  world.answer = () => Response.json({ keys: [two.jwk] })
  expect(await verifyToken(ctx, await two.sign(long))).toEqual(long)
  expect(world.requests).toBe(1)
})

test.each([
  [
    'throws',
    { get: () => Promise.reject(new Error('x')), set: () => Promise.reject(new Error('x')) },
  ],
  ['holds junk', { get: () => '{"loadedAt":1', set: () => {} }],
  ['holds something else', { get: () => '7', set: () => {} }],
])('error: a cache that %s is no failure', async (_, cache) => {
  const { ctx, world } = setup()
  expect(await verifyToken(withKeyCache(ctx, cache), await one.sign())).toEqual(claims())
  expect(world.requests).toBe(1)
})

test('behavior: other requests pass through', async () => {
  const { ctx, cache, stored } = setup()
  const response = await withKeyCache(ctx, cache).fetch?.('https://api.clerk.com/v1/users', {})
  expect(response?.status).toBe(200)
  expect(stored.size).toBe(0)
})

test('behavior: a secret key in the options has a separate entry', async () => {
  const { ctx, cache, stored, world } = setup()
  const cached = withKeyCache(ctx, cache)
  const request = async () =>
    new Request('https://example.com', {
      headers: { authorization: `Bearer ${await one.sign(long)}` },
    })
  const publishableKey = 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k'
  await authenticateRequest(cached, await request(), { publishableKey })
  const secretKey = `${ctx.secretKey}_other`
  world.answer = () => Response.json({ keys: [two.jwk] })
  const state = await authenticateRequest(cached, await request(), { publishableKey, secretKey })
  expect(state.reason).toBe('token-invalid-signature')
  expect(stored.size).toBe(2)
})

test('behavior: skipJwksCache ignores the entry', async () => {
  const { ctx, world } = await storedFor(two, NOW)
  expect(await verifyToken(ctx, await one.sign(long), { skipJwksCache: true })).toEqual(long)
  expect(world.requests).toBe(1)
})

test('behavior: an entry starts no cool-down, so that a new key is found at once', async () => {
  const { ctx, world } = await storedFor(one, NOW)
  world.answer = () => Response.json({ keys: [one.jwk, stranger.jwk] })
  expect(await verifyToken(ctx, await stranger.sign(long))).toEqual(long)
  expect(world.requests).toBe(1)
})

test('behavior: an hour counts from the load, in the cache and in memory together', async () => {
  const { ctx, world } = await storedFor(one, NOW - 3_000_000)
  world.answer = () => new Response('', { status: 503 })
  const token = await one.sign(long)
  expect(await verifyToken(ctx, token)).toEqual(long)
  world.now += 570_000
  await expect(verifyToken(ctx, token)).rejects.toMatchObject({
    reason: 'jwk-remote-failed-to-load',
  })
})

test.each([
  ['an empty JWKS', () => Response.json({ keys: [] })],
  ['401', () => Response.json({ errors: [{ code: 'authentication_invalid' }] }, { status: 401 })],
])('behavior: %s replaces the entry, so that it serves no other isolate', async (_, answer) => {
  const { ctx, world, stored } = await storedFor(one, NOW - 300_001)
  world.answer = answer
  await expect(verifyToken(ctx, await one.sign(long))).rejects.toMatchObject({
    reason: 'jwk-remote-failed-to-load',
  })
  expect([...stored.values()].map((value) => JSON.parse(value).keys)).toEqual([[]])
})

test.each([
  ['a key of another kind', { keys: [{ kid: 'ins_1', kty: 'EC' }] }],
  ['a key beside one of another kind', { keys: [one.jwk, { kid: 'ins_2', kty: 'oct' }] }],
  ['no key', { keys: [] }],
  ['a time in the future', { loadedAt: NOW + 60_000, keys: [one.jwk] }],
  ['a time that is a text', { loadedAt: 'now', keys: [one.jwk] }],
])('behavior: an entry with %s is as good as none', async (_, entry) => {
  const { ctx, world, stored } = await storedFor(one, NOW)
  const [name = ''] = stored.keys()
  stored.set(name, JSON.stringify({ loadedAt: NOW, ...entry }))
  expect(await verifyToken(ctx, await one.sign(long))).toEqual(long)
  expect(world.requests).toBe(1)
})

test('behavior: an old entry does not bring back what the API has refused', async () => {
  for (const age of [120_000, 1_200_000]) {
    const { ctx, world, stored } = await storedFor(one, NOW)
    const old = [...stored]
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += age
    world.answer = () => Response.json({ errors: [{ code: 'clerk_key_invalid' }] }, { status: 401 })
    await expect(verifyToken(ctx, await stranger.sign(long))).rejects.toMatchObject({
      reason: 'secret-key-invalid',
    })
    for (const [name, value] of old) stored.set(name, value)
    world.answer = () => new Response('', { status: 503 })
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({
      reason: 'jwk-remote-failed-to-load',
    })
  }
})

test.each([
  [360_000, 1_500, 1],
  [1_200_000, 300, 1],
])('behavior: an entry of %i ms is as the keys in memory would be', async (age, most, asked) => {
  const { ctx, world } = await storedFor(one, NOW - age)
  world.answer =
    age === 360_000 ? () => new Promise(() => {}) as never : () => new Response('', { status: 503 })
  const started = performance.now()
  expect(await verifyToken(ctx, await one.sign(long))).toEqual(long)
  expect(performance.now() - started).toBeLessThan(most)
  expect(world.requests).toBe(asked)
})

test.each<unknown>([undefined, null, {}, { get: () => null }])('error: %o as a cache', (cache) => {
  expect(() => withKeyCache({}, cache as KeyCache)).toThrow(ClerkConfigError)
})

describe('behavior: a cache that is slow', () => {
  const hanging = () => new Promise<never>(() => {})
  const verified = async (cache: KeyCache, over: Partial<VerifyContext> = {}) => {
    const { ctx } = setup()
    const started = performance.now()
    expect(await verifyToken(withKeyCache({ ...ctx, ...over }, cache), await one.sign())).toEqual(
      claims(),
    )
    return performance.now() - started
  }

  test.each([
    ['get', { get: hanging, set: () => {} }],
    ['set', { get: () => null, set: hanging }],
    ['both', { get: hanging, set: hanging }],
  ])('hanging in %s costs a second at the most', async (_, cache) => {
    const took = await verified(cache)
    expect(took).toBeGreaterThan(900)
    expect(took).toBeLessThan(1_500)
  })

  test('the entry is written before the verification ends', async () => {
    let isWritten = false
    const set = () =>
      new Promise<void>((resolve) => setTimeout(resolve, 50)).then(() => {
        isWritten = true
      })
    await verified({ get: () => null, set })
    expect(isWritten).toBe(true)
  })

  test('with ctx.waitUntil the entry is written there', async () => {
    const handed: Promise<unknown>[] = []
    const set = () => new Promise<void>((_, reject) => setTimeout(reject, 300))
    const took = await verified({ get: () => null, set }, { waitUntil: (p) => void handed.push(p) })
    expect(took).toBeLessThan(250)
    await expect(Promise.all(handed)).resolves.toHaveLength(1)
  })
})
