import { beforeAll, describe, expect, test } from 'vitest'
import { type VerifyContext, verifyToken } from '#clerklet/verify/index.ts'
import { parseJwks } from '#clerklet/verify/token/jwks.ts'
import { claims, NOW, SECONDS, signer } from '#fixtures/tokens.ts'

const [one, two] = await Promise.all([signer('ins_1'), signer('ins_1')])
const stranger = await signer('ins_9')
let instances = 0

/** Makes a separate instance, so that no test uses the keys of another test. */
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

describe('behavior: keys are cached', () => {
  test('they are used for the next token', async () => {
    const { ctx, world } = instance()
    for (const _ of [1, 2, 3]) await verifyToken(ctx, await one.sign())
    expect(world.requests).toHaveLength(1)
  })

  test('they are loaded once for concurrent tokens', async () => {
    const { ctx, world } = instance()
    const token = await one.sign()
    await Promise.all(Array.from({ length: 20 }, () => verifyToken(ctx, token)))
    expect(world.requests).toHaveLength(1)
  })

  test('they are not shared with another secret key or base URL', async () => {
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

  test('after five minutes they are renewed, and verification waits for the renewal', async () => {
    const { ctx, world } = instance()
    await verifyToken(ctx, await one.sign(long))
    world.now += 300_001
    world.answer = () => Response.json({ keys: [stranger.jwk] })
    await verifyToken(ctx, await stranger.sign(long))
    expect(world.requests).toHaveLength(2)
  })

  test('every 30 seconds, verification waits at most a second for a renewal', async () => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += 300_001
    world.answer = () => new Promise(() => {})
    const waits: number[] = []
    for (const pause of [0, 29_999, 1]) {
      world.now += pause
      const started = performance.now()
      await verifyToken(ctx, token)
      waits.push(performance.now() - started)
    }
    expect(world.requests).toHaveLength(3)
    expect(world.requests[1]?.init.signal?.aborted).toBe(true)
    expect(waits.map((wait) => wait > 900)).toEqual([true, false, true])
    expect(Math.max(...waits)).toBeLessThan(2_000)
  })

  test('after ten minutes verification waits for one attempt, and uses them only without a response', async () => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += 600_001
    world.answer = () => new Response('', { status: 503 })
    await verifyToken(ctx, token)
    expect(world.requests).toHaveLength(2)
    expect(world.sleeps).toEqual([])
    world.answer = () => Response.json({ keys: [stranger.jwk] })
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({ reason: 'jwk-kid-mismatch' })
  })

  test('when the API hangs, verification waits up to the timeout, and later for a second', async () => {
    const { ctx, world } = instance()
    const hasty = { ...ctx, timeout: 1_500 }
    const token = await one.sign(long)
    await verifyToken(hasty, token)
    world.now += 600_001
    world.answer = () => new Promise(() => {})
    const waits: number[] = []
    for (const _ of [1, 2]) {
      const started = performance.now()
      await verifyToken(hasty, token)
      waits.push(performance.now() - started)
    }
    expect(waits[0]).toBeGreaterThan(1_400)
    expect(waits[1]).toBeLessThan(1_400)
  })

  test('after ten minutes, verification waits for an API that is slow', async () => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    const slow = () =>
      new Promise<Response>((resolve) =>
        setTimeout(() => resolve(Response.json({ keys: [stranger.jwk] })), 1_200),
      )
    world.answer = slow
    world.now += 300_001
    await verifyToken(ctx, token)
    world.now += 299_000
    await verifyToken(ctx, token)
    world.now += 1_001
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({ reason: 'jwk-kid-mismatch' })
  })

  test('a short failure does not shorten the next wait', async () => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += 600_001
    world.answer = () => new Response('', { status: 503 })
    await verifyToken(ctx, token)
    world.answer = () =>
      new Promise<Response>((resolve) =>
        setTimeout(() => resolve(Response.json({ keys: [stranger.jwk] })), 1_200),
      )
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({ reason: 'jwk-kid-mismatch' })
  })

  test('after an hour they are no longer used', async () => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += 3_599_000
    world.answer = () => new Response('', { status: 503 })
    await verifyToken(ctx, token)
    world.now += 1_001
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({
      reason: 'jwk-remote-failed-to-load',
    })
  })

  test('a key that was replaced is refused within ten minutes, with and without traffic', async () => {
    for (const step of [1_000, 299_000, 600_001]) {
      const { ctx, world } = instance()
      const token = await one.sign(long)
      await verifyToken(ctx, token)
      world.answer = () => Response.json({ keys: [stranger.jwk] })
      let accepted = 0
      for (let age = step; ; age += step) {
        world.now += step
        const isAccepted = await verifyToken(ctx, token).catch(() => false)
        if (!isAccepted) break
        accepted = age
      }
      expect(accepted).toBeLessThanOrEqual(600_000)
    }
  })

  test('a key that is no longer published is dropped', async () => {
    const { ctx, world } = instance(() => Response.json({ keys: [one.jwk, stranger.jwk] }))
    await verifyToken(ctx, await stranger.sign(long))
    world.answer = () => Response.json({ keys: [one.jwk] })
    await verifyToken(ctx, await one.sign(long), { skipJwksCache: true })
    await expect(verifyToken(ctx, await stranger.sign(long))).rejects.toMatchObject({
      reason: 'jwk-kid-mismatch',
    })
  })
})

describe('behavior: a definite response drops the cached keys', () => {
  const refusedBy = (status: number) => () =>
    Response.json({ errors: [{ code: 'authentication_invalid' }] }, { status })

  test.each([
    ['an empty JWKS', () => Response.json({ keys: [] })],
    ['a JWKS of other kinds of key', () => Response.json({ keys: [{ kid: 'ins_1', kty: 'EC' }] })],
    ['401 of the API', refusedBy(401)],
    ['403 of the API', refusedBy(403)],
  ])('%s', async (_, answer) => {
    for (const age of [300_001, 600_001]) {
      const { ctx, world } = instance()
      const token = await one.sign(long)
      await verifyToken(ctx, token)
      world.now += age
      world.answer = answer
      const refused = { reason: 'jwk-remote-failed-to-load' }
      await expect(verifyToken(ctx, token)).rejects.toMatchObject(refused)
      world.answer = () => new Response('', { status: 503 })
      await expect(verifyToken(ctx, token)).rejects.toMatchObject(refused)
    }
  })

  test.each([
    ['403 of a firewall', () => new Response('<html>', { status: 403 })],
    ['403 with the JSON of a gateway', () => Response.json({ error: 'no' }, { status: 403 })],
    ['401 without a code', () => Response.json({ errors: [{ code: 7 }, null] }, { status: 401 })],
    ['404 of the API', refusedBy(404)],
    ['200 without a JWKS', () => Response.json({ keys: { 0: one.jwk } })],
    ['200 with entries that are no keys', () => Response.json({ keys: [null, 'x'] })],
    ['200 with HTML', () => new Response('<html>')],
  ])('but not %s', async (_, answer) => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += 600_001
    world.answer = answer
    expect(await verifyToken(ctx, token)).toEqual(long)
  })

  test('a wrong secret key has its own reason', async () => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += 300_001
    world.answer = () => Response.json({ errors: [{ code: 'clerk_key_invalid' }] }, { status: 401 })
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({ reason: 'secret-key-invalid' })
  })
})

describe('behavior: ctx.waitUntil', () => {
  test('receives the renewal, and no request waits for it', async () => {
    const { ctx, world } = instance()
    const handed: Promise<unknown>[] = []
    const inWorker = { ...ctx, waitUntil: (work: Promise<unknown>) => void handed.push(work) }
    const token = await one.sign(long)
    await verifyToken(inWorker, token)
    expect(handed).toHaveLength(0)
    world.now += 300_001
    let respond: ((response: Response) => void) | undefined
    world.answer = () => new Promise((resolve) => (respond = resolve))
    await verifyToken(inWorker, token)
    await verifyToken(inWorker, token)
    expect(handed).toHaveLength(1)
    expect(world.requests).toHaveLength(2)
    respond?.(Response.json({ keys: [stranger.jwk] }))
    await handed[0]
    await expect(verifyToken(inWorker, token)).rejects.toMatchObject({ reason: 'jwk-kid-mismatch' })
  })

  test('receives promises that never reject, and is called as a plain function', async () => {
    const { ctx, world } = instance()
    const handed: Promise<unknown>[] = []
    let self: unknown = 'not called'
    const inWorker = {
      ...ctx,
      waitUntil(this: unknown, work: Promise<unknown>) {
        self = this
        handed.push(work)
      },
    }
    const token = await one.sign(long)
    await verifyToken(inWorker, token)
    world.now += 300_001
    world.answer = () => Promise.reject(new TypeError('down'))
    await verifyToken(inWorker, token)
    await expect(Promise.all(handed)).resolves.toHaveLength(1)
    expect(self).toBeUndefined()
  })

  test('that rejects does not end the process', async () => {
    const unhandled: unknown[] = []
    const listener = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', listener)
    const { ctx, world } = instance()
    const waitUntil = async () => Promise.reject(new Error('too late'))
    const token = await one.sign(long)
    await verifyToken({ ...ctx, waitUntil }, token)
    world.now += 300_001
    await verifyToken({ ...ctx, waitUntil }, token)
    await new Promise((resolve) => setTimeout(resolve, 10))
    process.off('unhandledRejection', listener)
    expect(unhandled).toEqual([])
  })

  test('that throws makes verification wait for the renewal', async () => {
    const { ctx, world } = instance()
    const waitUntil = () => {
      throw new TypeError('Illegal invocation')
    }
    const token = await one.sign(long)
    await verifyToken({ ...ctx, waitUntil }, token)
    world.now += 300_001
    world.answer = () => Response.json({ keys: [stranger.jwk] })
    await expect(verifyToken({ ...ctx, waitUntil }, token)).rejects.toMatchObject({
      reason: 'jwk-kid-mismatch',
    })
  })
})

describe('behavior: a load that was cancelled with its request', () => {
  const dead = () => new Promise<Response>(() => {})
  const tick = () => new Promise((resolve) => setTimeout(resolve))

  test('is joined for a second and then replaced', async () => {
    const { ctx, world } = instance(dead)
    const token = await one.sign(long)
    verifyToken({ ...ctx, timeout: 0 }, token).catch(() => {})
    await tick()
    world.answer = () => Response.json({ keys: [one.jwk] })
    const started = performance.now()
    await Promise.all(Array.from({ length: 20 }, () => verifyToken(ctx, token)))
    expect(performance.now() - started).toBeLessThan(2_000)
    expect(world.requests).toHaveLength(2)
  })

  test('does not keep a key with an unknown id from being found', async () => {
    const { ctx, world } = instance()
    await verifyToken(ctx, await one.sign(long))
    world.now += 30_000
    world.answer = dead
    verifyToken({ ...ctx, timeout: 0 }, await two.sign(long, { kid: 'ins_2' })).catch(() => {})
    await tick()
    await verifyToken(ctx, await one.sign(long))
    world.answer = () => Response.json({ keys: [stranger.jwk] })
    await verifyToken(ctx, await stranger.sign(long))
  })

  test('leaves half of a short timeout to the load of the call itself', async () => {
    const { ctx, world } = instance(dead)
    const token = await one.sign(long)
    verifyToken({ ...ctx, timeout: 0 }, token).catch(() => {})
    await tick()
    world.answer = () => Response.json({ keys: [one.jwk] })
    expect(await verifyToken({ ...ctx, timeout: 600 }, token)).toEqual(long)
  })

  test('joining and loading take no longer than the timeout together', async () => {
    const { ctx } = instance(dead)
    const token = await one.sign(long)
    verifyToken({ ...ctx, timeout: 0 }, token).catch(() => {})
    const started = performance.now()
    await expect(verifyToken({ ...ctx, timeout: 1_300 }, token)).rejects.toMatchObject({
      reason: 'jwk-remote-failed-to-load',
    })
    expect(performance.now() - started).toBeLessThan(1_800)
  })

  test('a renewal that fails does not fail a token of a new key', async () => {
    const { ctx, world } = instance()
    const token = await one.sign(long)
    await verifyToken(ctx, token)
    world.now += 300_001
    let fail: ((response: Response) => void) | undefined
    world.answer = () => new Promise((resolve) => (fail = resolve))
    const renewing = verifyToken(ctx, token)
    await tick()
    world.now += 30_000
    world.answer = () => Response.json({ keys: [one.jwk, stranger.jwk] })
    const renewed = verifyToken(ctx, await stranger.sign(long))
    fail?.(new Response('', { status: 503 }))
    await Promise.all([renewing, renewed])
  })

  test('skipJwksCache does not join it', async () => {
    const { ctx, world } = instance(dead)
    const token = await one.sign(long)
    verifyToken({ ...ctx, timeout: 0 }, token).catch(() => {})
    await tick()
    world.answer = () => Response.json({ keys: [one.jwk] })
    const started = performance.now()
    await verifyToken(ctx, token, { skipJwksCache: true })
    expect(performance.now() - started).toBeLessThan(500)
  })

  test('does not replace newer keys when it ends later', async () => {
    let respond: ((response: Response) => void) | undefined
    const { ctx, world } = instance(() => new Promise((resolve) => (respond = resolve)))
    const token = await one.sign(long)
    const slow = verifyToken(ctx, token).catch(() => {})
    await tick()
    world.answer = () => Response.json({ keys: [one.jwk] })
    await verifyToken(ctx, token)
    respond?.(Response.json({ keys: [stranger.jwk] }))
    await slow
    expect(await verifyToken(ctx, token)).toEqual(long)
  })
})

describe('behavior: a key that is not for signatures verifies nothing', () => {
  test.each([
    ['use', { use: 'enc' }],
    ['key_ops without verify', { key_ops: ['encrypt'] }],
    ['key_ops that are no list', { key_ops: 'verify' }],
    ['another kind', { kty: 'EC' }],
    ['an alg that is no text', { alg: 256 }],
  ])('%s', async (_, over) => {
    const { ctx } = instance(() => Response.json({ keys: [{ ...one.jwk, ...over }, stranger.jwk] }))
    await expect(verifyToken(ctx, await one.sign())).rejects.toMatchObject({
      reason: 'jwk-kid-mismatch',
    })
  })

  test('a key with verify in key_ops verifies', async () => {
    const { ctx } = instance(() => Response.json({ keys: [{ ...one.jwk, key_ops: ['verify'] }] }))
    expect(await verifyToken(ctx, await one.sign())).toEqual(claims())
  })
})

describe('behavior: two keys with one id', () => {
  test('are both tried', async () => {
    const { ctx } = instance(() => Response.json({ keys: [one.jwk, two.jwk] }))
    expect(await verifyToken(ctx, await one.sign())).toEqual(claims())
    expect(await verifyToken(ctx, await two.sign())).toEqual(claims())
  })

  test.each([
    ['is garbage', { n: '!!!' }],
    ['is empty', { n: '' }],
    ['is for another algorithm', { alg: 'RS512' }],
  ])('one that %s keeps no other from being tried', async (_, over) => {
    for (const keys of [
      [{ ...two.jwk, ...over }, one.jwk],
      [one.jwk, { ...two.jwk, ...over }],
    ]) {
      const { ctx } = instance(() => Response.json({ keys }))
      expect(await verifyToken(ctx, await one.sign())).toEqual(claims())
    }
  })

  test('an unusable one causes another load of the keys', async () => {
    const { ctx, world } = instance(() => Response.json({ keys: [{ ...one.jwk, n: '!!!' }] }))
    const token = await one.sign(long)
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({
      reason: 'token-verification-failed',
    })
    world.now += 30_000
    world.answer = () => Response.json({ keys: [one.jwk] })
    expect(await verifyToken(ctx, token)).toEqual(long)
  })

  test('one for another algorithm is ignored', async () => {
    const { ctx } = instance(() => Response.json({ keys: [{ ...two.jwk, alg: 'RS512' }, one.jwk] }))
    expect(await verifyToken(ctx, await one.sign())).toEqual(claims())
  })
})

describe('behavior: a key that is not cached', () => {
  test('H-5 is requested once per cool-down', async () => {
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

  test('is requested when it was rotated under its id', async () => {
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

  test('error: is requested once for a token, however fast it is rotated and the clock runs', async () => {
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

  test.each([[undefined], [7], [null], [{ toString: 0 }], [['ins_1']]])(
    'error: a token whose key id is %j',
    async (kid) => {
      const { ctx } = instance()
      const token = await one.sign(claims(), { kid })
      await expect(verifyToken(ctx, token)).rejects.toMatchObject({ reason: 'jwk-kid-mismatch' })
    },
  )

  test('error: a key for another algorithm is refused', async () => {
    const { ctx } = instance()
    const token = await one.sign(claims(), { alg: 'RS384' })
    await expect(verifyToken(ctx, token)).rejects.toMatchObject({
      reason: 'token-verification-failed',
    })
  })
})

describe('error: H-6 the JWKS cannot be loaded', () => {
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
    ['keys that are no list', () => Response.json({ keys: { 0: { kid: 'ins_1' } } }), 1],
    ['keys that are a text', () => Response.json({ keys: 'ins_1' }), 1],
    ['no key', () => Response.json({ keys: [null, 'ins_1', 7] }), 1],
    ['a key without members', () => Response.json({ keys: [{ kid: 'ins_1' }] }), 1],
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

  test('a fetch that never responds ends with the timeout', async () => {
    const { ctx } = instance(() => new Promise(() => {}))
    await expect(verifyToken({ ...ctx, timeout: 5 }, await one.sign())).rejects.toMatchObject(
      failed,
    )
  })

  test('a wrong secret key is secret-key-invalid', async () => {
    const { ctx, world } = instance(() =>
      Response.json({ errors: [{ code: 'clerk_key_invalid' }] }, { status: 401 }),
    )
    await expect(verifyToken(ctx, await one.sign())).rejects.toMatchObject({
      reason: 'secret-key-invalid',
    })
    expect(world.requests).toHaveLength(1)
  })

  test('meanwhile, a key that is not cached is not reported as unknown', async () => {
    const { ctx, world } = instance()
    await verifyToken(ctx, await one.sign(long))
    world.now += 30_000
    world.answer = () => new Response('', { status: 503 })
    for (const _ of [1, 2]) {
      await expect(verifyToken(ctx, await stranger.sign(long))).rejects.toMatchObject(failed)
    }
    expect(world.requests).toHaveLength(6)
  })

  test('a refresh and a search for an unknown key share the timeout', async () => {
    const { ctx, world } = instance()
    await verifyToken(ctx, await one.sign(long))
    world.now += 600_001
    world.answer = () => {
      world.now += 31_000
      return new Promise(() => {})
    }
    const started = performance.now()
    await expect(
      verifyToken({ ...ctx, timeout: 300 }, await stranger.sign(long)),
    ).rejects.toMatchObject(failed)
    expect(performance.now() - started).toBeLessThan(550)
  })

  test.each([
    ['never ends', () => new Promise<void>(() => {})],
    ['rejects', () => Promise.reject(new Error('asleep'))],
    [
      'throws',
      () => {
        throw new Error('asleep')
      },
    ],
  ])('a ctx.sleep that %s', async (_, sleep) => {
    const { ctx } = instance(() => new Response('', { status: 503 }))
    const token = await one.sign()
    await expect(verifyToken({ ...ctx, sleep, timeout: 400 }, token)).rejects.toMatchObject(failed)
  })

  test.each<[string, object]>([
    ['now', { now: 5 }],
    ['now', { now: () => Number.NaN }],
    ['now', { now: async () => NOW }],
    ['now', { now: () => new Date(NOW).toISOString() }],
    ['fetch', { fetch: 5 }],
    ['sleep', { sleep: {} }],
    ['waitUntil', { waitUntil: 'later' }],
    ['baseUrl', { baseUrl: 5 }],
    ['baseUrl', { baseUrl: 'api.clerk.com/v1' }],
    ['apiVersion', { apiVersion: 20260512 }],
    ['timeout', { timeout: '5' }],
  ])('ctx.%s of the wrong kind is a mistake, not an outage: %o', async (name, over) => {
    const { ctx, world } = instance()
    await expect(
      verifyToken({ ...ctx, ...over } as VerifyContext, await one.sign()),
    ).rejects.toMatchObject({
      name: 'ClerkConfigError',
      message: expect.stringContaining(`ctx.${name}`),
    })
    expect(world.requests).toEqual([])
  })

  test('all attempts together take no longer than the timeout', async () => {
    const { ctx, world } = instance(() => new Promise(() => {}))
    const started = performance.now()
    await expect(verifyToken({ ...ctx, timeout: 60 }, await one.sign())).rejects.toMatchObject(
      failed,
    )
    expect(performance.now() - started).toBeLessThan(500)
    expect(world.requests).toHaveLength(1)
  })

  test.each([Infinity, 0, 2 ** 31, 1e15])('a timeout of %s does not expire', async (timeout) => {
    const { ctx } = instance(
      () =>
        new Promise((resolve) => setTimeout(() => resolve(Response.json({ keys: [one.jwk] })), 50)),
    )
    expect(await verifyToken({ ...ctx, timeout }, await one.sign())).toEqual(claims())
  })

  test('cached keys are still used', async () => {
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

describe('behavior: checks that jose does not make on import', () => {
  const { kid, kty, n, e } = one.jwk
  const of = (members: object) =>
    verifyToken(
      instance(() => Response.json({ keys: [{ kid, kty, n, e, ...members }] })).ctx,
      token,
    )
  let token = ''
  beforeAll(async () => {
    token = await one.sign()
  })

  test.each([
    ['nothing', {}],
    ['use sig', { use: 'sig' }],
    ['key_ops verify', { key_ops: ['verify'] }],
    ['the alg of the token', { alg: 'RS256' }],
  ])('%s: the key is used', async (_, members) => {
    await expect(of(members)).resolves.toMatchObject({ sub: 'user_1' })
  })

  test.each([
    ['use enc', { use: 'enc' }, 'jwk-remote-failed-to-load'],
    ['key_ops sign', { key_ops: ['sign'] }, 'jwk-remote-failed-to-load'],
    ['another alg', { alg: 'RS512' }, 'token-verification-failed'],
    ['an alg of encryption', { alg: 'RSA-OAEP' }, 'token-verification-failed'],
  ])('%s: the key is not used', async (_, members, reason) => {
    await expect(of(members)).rejects.toMatchObject({ reason })
  })

  test('private members are left out', () => {
    const secrets = { d: 'd', p: 'p', q: 'q', dp: 'dp', dq: 'dq', qi: 'qi', oth: [], k: 'k' }

    expect(parseJwks({ keys: [{ kid, kty, n, e, use: 'sig', alg: 'RS256', ...secrets }] })).toEqual(
      [{ kid, kty, n, e, use: 'sig', alg: 'RS256' }],
    )
  })
})
