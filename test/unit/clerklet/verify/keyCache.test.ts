import { expect, test } from 'vitest'
import {
  type KeyCache,
  type VerifyContext,
  verifyToken,
  withKeyCache,
} from '../../../../packages/clerklet/src/verify/index.ts'
import { claims, NOW, SECONDS, signer } from '../../../fixtures/tokens.ts'

const [one, two] = await Promise.all([signer('ins_1'), signer('ins_1')])
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

/** What a first process stored, and a context that has never seen it: entries are by name, so it is moved to theirs. */
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

test('behavior: what is stored saves the request', async () => {
  const { ctx, world } = await storedFor(one, NOW)
  expect(await verifyToken(ctx, await one.sign(long))).toEqual(long)
  expect(world.requests).toBe(0)
})

test('behavior: an entry of more than five minutes is renewed', async () => {
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

test('behavior: a key that is not in the entry is asked for at the API', async () => {
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
