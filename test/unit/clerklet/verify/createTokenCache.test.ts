import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  authenticateHeader,
  authenticateRequest,
  createTokenCache,
  type VerifyContext,
} from '#clerklet/verify/index.ts'
import { claims, NOW, SECONDS, signer } from '#fixtures/tokens.ts'

const instance = await signer()
const stranger = await signer()
const world = { now: NOW }
const ctx: VerifyContext = { jwtKey: instance.pem, now: () => world.now }
const request = (token: string) =>
  new Request('https://example.com/', { headers: { authorization: `Bearer ${token}` } })
const reason = async (token: string, options: object, over: object = {}) =>
  (await authenticateHeader({ ...ctx, ...over }, request(token), options)).reason

beforeEach(() => {
  world.now = NOW
})
const verify = () => vi.spyOn(crypto.subtle, 'verify')
afterEach(() => {
  vi.restoreAllMocks()
})

test('default', async () => {
  const spy = verify()
  const tokenCache = createTokenCache()
  const token = await instance.sign()
  for (const _ of [1, 2, 3]) {
    const state = await authenticateHeader(ctx, request(token), { tokenCache })
    expect(state).toMatchObject({ status: 'signed-in', payload: claims() })
  }
  expect(spy).toHaveBeenCalledTimes(1)
})

test('behavior: without a cache every token is verified', async () => {
  const spy = verify()
  const token = await instance.sign()
  for (const _ of [1, 2]) await authenticateHeader(ctx, request(token))
  expect(spy).toHaveBeenCalledTimes(2)
})

test('behavior: authenticateRequest uses it, also from the context', async () => {
  const spy = verify()
  const full = {
    ...ctx,
    secretKey: 'sk_test_x',
    publishableKey: 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k',
    tokenCache: createTokenCache(),
  }
  const token = await instance.sign()
  for (const _ of [1, 2]) await authenticateRequest(full, request(token))
  expect(spy).toHaveBeenCalledTimes(1)
})

describe('behavior: claims are checked on every use', () => {
  test('time', async () => {
    const tokenCache = createTokenCache()
    const token = await instance.sign()
    expect(await reason(token, { tokenCache })).toBeNull()
    world.now += 61_000
    expect(await reason(token, { tokenCache })).toBe('token-expired')
  })

  test('parties and audience', async () => {
    const tokenCache = createTokenCache()
    const token = await instance.sign(claims({ aud: 'a' }))
    expect(await reason(token, { tokenCache })).toBeNull()
    expect(await reason(token, { tokenCache, authorizedParties: ['https://x.com'] })).toBe(
      'token-invalid-authorized-parties',
    )
    expect(await reason(token, { tokenCache, audience: 'b' })).toBe('token-verification-failed')
  })
})

test('behavior: failures are not cached', async () => {
  const tokenCache = createTokenCache()
  const set = vi.spyOn(tokenCache, 'set')
  expect(await reason(await stranger.sign(), { tokenCache })).toBe('token-invalid-signature')
  expect(await reason(await instance.sign(claims({ exp: SECONDS - 60 })), { tokenCache })).toBe(
    'token-expired',
  )
  expect(set).not.toHaveBeenCalled()
})

test('behavior: keys and header types are kept apart', async () => {
  const tokenCache = createTokenCache()
  const token = await instance.sign()
  expect(await reason(token, { tokenCache })).toBeNull()
  expect(await reason(token, { tokenCache }, { jwtKey: stranger.pem })).toBe(
    'token-invalid-signature',
  )
  expect(await reason(token, { tokenCache, headerType: 'x' })).toBe('token-invalid')
})

test('args: maxEntries', async () => {
  const spy = verify()
  const tokenCache = createTokenCache({ maxEntries: 2 })
  const tokens = await Promise.all(['a', 'b', 'c'].map((sid) => instance.sign(claims({ sid }))))
  for (const token of tokens) await reason(token, { tokenCache })
  await reason(tokens[2] ?? '', { tokenCache })
  await reason(tokens[1] ?? '', { tokenCache })
  expect(spy).toHaveBeenCalledTimes(3)
  await reason(tokens[0] ?? '', { tokenCache })
  expect(spy).toHaveBeenCalledTimes(4)
})

test('behavior: shared claims cannot be changed', async () => {
  const tokenCache = createTokenCache()
  const token = await instance.sign(claims({ nested: { list: [1] } }))
  const state = await authenticateHeader(ctx, request(token), { tokenCache })
  const { list } = (state.payload as { nested?: { list: number[] } }).nested ?? { list: [] }
  expect(() => list.push(2)).toThrow(TypeError)
})

describe('behavior: keys of the instance', () => {
  const long = claims({ exp: SECONDS + 99_999 })
  let instances = 0

  function loading() {
    const spy = verify()
    const api = { keys: [instance.jwk], isDown: false }
    const remote = {
      secretKey: `sk_test_tokencache${++instances}`,
      now: () => world.now,
      sleep: async () => {},
      tokenCache: createTokenCache(),
      fetch: async () =>
        api.isDown ? new Response('', { status: 503 }) : Response.json({ keys: api.keys }),
    }
    const outcome = async (options: object = {}) => {
      const { reason } = await authenticateHeader(
        remote,
        request(await instance.sign(long)),
        options,
      )
      return reason
    }
    return { api, outcome, spy }
  }

  test('a token is cached until they are loaded again', async () => {
    const { outcome, spy } = loading()
    for (const age of [0, 100_000, 299_999, 300_001, 400_000]) {
      world.now = NOW + age
      expect(await outcome()).toBeNull()
    }
    expect(spy).toHaveBeenCalledTimes(2)
  })

  test('a token does not outlive its key by more than ten minutes', async () => {
    const { api, outcome } = loading()
    await outcome()
    api.keys = [stranger.jwk].map((jwk) => ({ ...jwk, kid: 'ins_2' }))
    world.now = NOW + 600_001
    expect(await outcome()).toBe('jwk-kid-mismatch')
  })

  test('a token is not cached when its key is replaced during the verification', async () => {
    const { api, outcome, spy } = loading()
    await outcome()
    const remembered = createTokenCache()
    spy.mockImplementationOnce(async () => {
      api.keys = [{ ...stranger.jwk, kid: 'ins_2' }]
      world.now += 1
      await outcome({ skipJwksCache: true })
      return true
    })
    expect(await outcome({ tokenCache: remembered })).toBeNull()
    expect(await outcome({ tokenCache: remembered })).toBe('jwk-kid-mismatch')
  })

  test('no token is cached while they are stale', async () => {
    const { api, outcome, spy } = loading()
    await outcome()
    api.isDown = true
    world.now = NOW + 700_000
    for (const _ of [1, 2]) expect(await outcome()).toBeNull()
    expect(spy).toHaveBeenCalledTimes(3)
  })

  test('skipJwksCache ignores cached tokens', async () => {
    const { outcome, spy } = loading()
    for (const _ of [1, 2]) expect(await outcome({ skipJwksCache: true })).toBeNull()
    expect(spy).toHaveBeenCalledTimes(2)
  })
})

describe('behavior: a custom cache', () => {
  test.each<[string, object]>([
    [
      'throws',
      {
        get: () => {
          throw new Error('down')
        },
        set: () => {
          throw new Error('down')
        },
      },
    ],
    ['rejects', { get: async () => undefined, set: () => Promise.reject(new Error('down')) }],
    ['gives junk', { get: () => ({ sub: 7 }), set: () => {} }],
    ['is a Map', new Map()],
  ])('that %s does not stand in the way of a good token', async (_, tokenCache) => {
    const token = await instance.sign()
    for (const _ of [1, 2]) expect(await reason(token, { tokenCache })).toBeNull()
    expect(await reason(await stranger.sign(), { tokenCache })).toBe('token-invalid-signature')
  })
})

test.each([-1, 1.5, Number.NaN, '5'])('error: a maxEntries of %s is refused', (maxEntries) => {
  expect(() => createTokenCache({ maxEntries: maxEntries as number })).toThrow('maxEntries')
})
