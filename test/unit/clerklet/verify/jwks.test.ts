import { describe, expect, test } from 'vitest'
import { type VerifyContext, verifyToken } from '../../../../packages/clerklet/src/verify/index.ts'
import { claims, NOW, SECONDS, signer } from '../../../fixtures/tokens.ts'

const [one, two] = await Promise.all([signer('ins_1'), signer('ins_1')])
const stranger = await signer('ins_9')
let instances = 0

/** An instance of its own, so that no test meets the keys of another one. */
function instance(
  answer: () => Response | Promise<Response> = () => Response.json({ keys: [one.jwk] }),
) {
  const world = {
    now: NOW,
    answer,
    requests: [] as { url: string; init: RequestInit }[],
    sleeps: [] as number[],
  }
  const ctx: VerifyContext = {
    secretKey: `sk_test_${++instances}`,
    now: () => world.now,
    sleep: async (milliseconds) => void world.sleeps.push(milliseconds),
    fetch: async (url, init) => {
      world.requests.push({ url, init })
      return world.answer()
    },
  }
  return { ctx, world }
}
const long = claims({ exp: SECONDS + 99_999 })

test('default', async () => {
  const { ctx, world } = instance()
  expect(await verifyToken(ctx, await one.sign())).toMatchObject({ sub: 'user_1' })
  const [{ url, init }] = world.requests as [{ url: string; init: RequestInit }]
  expect(url).toBe('https://api.clerk.com/v1/jwks')
  expect(new Headers(init.headers).get('authorization')).toBe(`Bearer ${ctx.secretKey}`)
})

describe('behavior: keys are kept', () => {
  test('for the next token', async () => {
    const { ctx, world } = instance()
    for (const _ of [1, 2, 3]) await verifyToken(ctx, await one.sign())
    expect(world.requests).toHaveLength(1)
  })

  test('and loaded once for many tokens at a time', async () => {
    const { ctx, world } = instance()
    const token = await one.sign()
    await Promise.all(Array.from({ length: 20 }, () => verifyToken(ctx, token)))
    expect(world.requests).toHaveLength(1)
  })

  test('but not shared with another secret key or base URL', async () => {
    const { ctx, world } = instance()
    const token = await one.sign()
    await verifyToken(ctx, token)
    await verifyToken({ ...ctx, secretKey: `${ctx.secretKey}b` }, token)
    await verifyToken({ ...ctx, baseUrl: 'https://proxy.example/api/v1/' }, token)
    expect(world.requests.map(({ url }) => url)).toEqual([
      'https://api.clerk.com/v1/jwks',
      'https://api.clerk.com/v1/jwks',
      'https://proxy.example/api/v1/jwks',
    ])
  })

  test('after five minutes they are renewed without waiting', async () => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += 300_001
    world.answer = () => new Promise(() => {})
    await verifyToken(ctx, token)
    expect(world.requests).toHaveLength(2)
  })

  test('after an hour they are waited for', async () => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += 3_600_001
    world.answer = () => Response.json({ keys: [two.jwk] })
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({
      reason: 'token-invalid-signature',
    })
  })

  test('a key that is no longer published is forgotten', async () => {
    const { ctx, world } = instance(() => Response.json({ keys: [one.jwk, stranger.jwk] }))
    await verifyToken(ctx, await stranger.sign(long))
    world.answer = () => Response.json({ keys: [one.jwk] })
    await verifyToken(ctx, await one.sign(long), { skipJwksCache: true })
    await expect(verifyToken(ctx, await stranger.sign(long))).rejects.toMatchObject({
      reason: 'jwk-kid-mismatch',
    })
  })
})

describe('behavior: a key that is not at hand', () => {
  test('H-5 is looked for once per cool-down', async () => {
    const { ctx, world } = instance()
    await verifyToken(ctx, await one.sign())
    for (const _ of [1, 2, 3]) {
      await expect(verifyToken(ctx, await stranger.sign())).rejects.toMatchObject({
        reason: 'jwk-kid-mismatch',
      })
    }
    expect(world.requests).toHaveLength(1)
    world.now += 30_000
    world.answer = () => Response.json({ keys: [one.jwk, stranger.jwk] })
    await verifyToken(ctx, await stranger.sign(long))
    expect(world.requests).toHaveLength(2)
  })

  test('is looked for when it was rotated under its id', async () => {
    const { ctx, world } = instance()
    await verifyToken(ctx, await one.sign())
    world.now += 30_000
    world.answer = () => Response.json({ keys: [two.jwk] })
    await verifyToken(ctx, await two.sign(long))
    await expect(verifyToken(ctx, await one.sign(long))).rejects.toMatchObject({
      reason: 'token-invalid-signature',
    })
    expect(world.requests).toHaveLength(2)
  })

  test('error: is looked for once for a token, however fast it is rotated and the clock runs', async () => {
    const { ctx, world } = instance()
    const impostor = await signer('ins_1')
    world.answer = () =>
      Response.json({
        keys: [(world.requests.length % 2 && world.requests.length < 9 ? one : two).jwk],
      })
    const hasty = { ...ctx, now: () => (world.now += 31_000) }
    await expect(verifyToken(hasty, await impostor.sign(long))).rejects.toMatchObject({
      reason: 'token-invalid-signature',
    })
    expect(world.requests).toHaveLength(2)
  })

  test('error: a token without a key id', async () => {
    const { ctx } = instance()
    const token = await one.sign(claims(), { kid: undefined })
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({ reason: 'jwk-kid-mismatch' })
  })

  test('error: a key for another algorithm', async () => {
    const { ctx } = instance()
    const token = await one.sign(claims(), { alg: 'RS384' })
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({
      reason: 'token-verification-failed',
    })
  })
})

describe('error: H-6 the JWKS cannot be had', () => {
  const failed = { reason: 'jwk-remote-failed-to-load' }
  test.each([
    ['503', () => new Response('<html>', { status: 503 }), 5],
    ['429', () => new Response('', { status: 429 }), 5],
    ['a broken connection', () => Promise.reject(new TypeError('sk_test_secret')), 5],
    ['404', () => new Response('', { status: 404 }), 1],
    [
      '401',
      () => Response.json({ errors: [{ code: 'authentication_invalid' }] }, { status: 401 }),
      1,
    ],
    ['no keys', () => Response.json({ keys: [] }), 1],
    ['null', () => Response.json(null), 1],
    ['no JSON', () => new Response('<html>'), 1],
  ])('%s', async (_, answer, attempts) => {
    const { ctx, world } = instance(answer)
    const error = await verifyToken(ctx, await one.sign()).catch((thrown) => thrown)
    expect(error).toMatchObject(failed)
    expect(error.fullMessage).not.toContain('sk_test')
    expect(world.requests).toHaveLength(attempts)
    expect(world.sleeps).toHaveLength(attempts - 1)
  })

  test('the waits double', async () => {
    const { ctx, world } = instance(() => new Response('', { status: 500 }))
    await verifyToken(ctx, await one.sign()).catch(() => {})
    world.sleeps.forEach((wait, index) => {
      expect(wait).toBeGreaterThanOrEqual(125 * 2 ** index)
      expect(wait).toBeLessThan(250 * 2 ** index)
    })
  })

  test('a fetch that never answers is given up', async () => {
    const { ctx } = instance(() => new Promise(() => {}))
    await expect(verifyToken({ ...ctx, timeout: 5 }, await one.sign())).rejects.toMatchObject(
      failed,
    )
  })

  test('a wrong secret key has a reason of its own', async () => {
    const { ctx, world } = instance(() =>
      Response.json({ errors: [{ code: 'clerk_key_invalid' }] }, { status: 401 }),
    )
    await expect(verifyToken(ctx, await one.sign())).rejects.toMatchObject({
      reason: 'secret-key-invalid',
    })
    expect(world.requests).toHaveLength(1)
  })

  test('keys at hand go on serving', async () => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += 300_001
    world.answer = () => new Response('', { status: 500 })
    await verifyToken(ctx, token)
    await verifyToken(ctx, token)
    expect(world.requests.length).toBeGreaterThan(1)
  })
})
