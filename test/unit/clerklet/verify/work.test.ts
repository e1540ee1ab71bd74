import { authenticateRequest, cookieSuffix, createTokenCache, verifyToken } from 'clerklet/verify'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { claims, NOW, SECONDS, type Signer, signer } from '#fixtures/tokens.ts'

const PUBLISHABLE_KEY = 'pk_live_Y2xlcmsuZXhhbXBsZS5jb20k'

let key: Signer
let token: string
let cookie: string
beforeAll(async () => {
  key = await signer()
  token = await key.sign()
  const suffix = await cookieSuffix(PUBLISHABLE_KEY)
  cookie = ['', `_${suffix}`]
    .flatMap((end) => [`__session${end}=${token}`, `__client_uat${end}=${SECONDS - 100}`])
    .join('; ')
})

const request = (headers: Record<string, string>) =>
  new Request('https://example.com/dashboard', { headers })

/** Makes a context whose key is a PEM (`jwtKey`) or comes from the JWKS. */
function context(source: 'PEM' | 'JWKS', { jwk, pem } = key) {
  const fetch = vi.fn(async () => Response.json({ keys: [jwk] }))
  const common = {
    secretKey: `sk_live_${source}`,
    publishableKey: PUBLISHABLE_KEY,
    now: () => NOW,
    fetch,
  }
  return source === 'PEM' ? { ...common, jwtKey: pem } : common
}

/** Counts the calls of costly functions, such as `crypto.subtle.verify`, during `work`. */
async function counted(work: () => Promise<unknown>) {
  const { subtle } = crypto
  const verify = vi.spyOn(subtle, 'verify')
  const importKey = vi.spyOn(subtle, 'importKey')
  const digest = vi.spyOn(subtle, 'digest')
  const parse = vi.spyOn(JSON, 'parse')
  await work()
  const payloads = parse.mock.calls.filter(([text]) => text === JSON.stringify(claims()))
  return {
    verify: verify.mock.calls.length,
    importKey: importKey.mock.calls.length,
    digest: digest.mock.calls.length,
    payloads: payloads.length,
  }
}

afterEach(() => vi.restoreAllMocks())

describe.each(['PEM', 'JWKS'] as const)('the work of a warm verification, keys as %s', (source) => {
  const ways: [string, (ctx: ReturnType<typeof context>) => Promise<unknown>][] = [
    ['verifyToken', async (ctx) => (await verifyToken(ctx, token)).sub],
    [
      'authenticateRequest by header',
      (ctx) => signedIn(ctx, request({ authorization: `Bearer ${token}` })),
    ],
    ['authenticateRequest by cookie', (ctx) => signedIn(ctx, request({ cookie }))],
  ]
  const signedIn = async (ctx: ReturnType<typeof context>, request: Request) =>
    (await authenticateRequest(ctx, request)).payload?.sub

  test.each(ways)('behavior: %s decodes and verifies once, and imports no key', async (_, way) => {
    const ctx = context(source)
    expect(await way(ctx)).toBe('user_1')
    ctx.fetch.mockClear()

    expect(await counted(() => way(ctx))).toEqual({
      verify: 1,
      importKey: 0,
      digest: 0,
      payloads: 1,
    })
    expect(ctx.fetch).not.toHaveBeenCalled()
  })

  test.each(ways.slice(1))('behavior: %s does no work for a cached token', async (_, way) => {
    const ctx = { ...context(source), tokenCache: createTokenCache() }
    expect(await way(ctx)).toBe('user_1')

    expect(await counted(() => way(ctx))).toEqual({
      verify: 0,
      importKey: 0,
      digest: 0,
      payloads: 0,
    })
  })

  test('behavior: twenty concurrent calls load the JWKS once, and later ones import no key', async () => {
    const fresh = await signer()
    const own = await fresh.sign()
    const ctx = { ...context(source, fresh), secretKey: `sk_live_${source}_cold` }
    const twenty = () => Promise.all(Array.from({ length: 20 }, () => verifyToken(ctx, own)))

    await twenty()
    expect(await counted(twenty)).toMatchObject({ verify: 20, importKey: 0 })
    expect(ctx.fetch).toHaveBeenCalledTimes(source === 'PEM' ? 0 : 1)
  })
})

describe('the work of a request without a token', () => {
  test('behavior: it is signed out without cryptography', async () => {
    const ctx = context('PEM')
    const bare = request({})
    await authenticateRequest(ctx, bare)
    const encoder = vi.spyOn(globalThis, 'TextEncoder')

    expect(await counted(() => authenticateRequest(ctx, bare))).toEqual({
      verify: 0,
      importKey: 0,
      digest: 0,
      payloads: 0,
    })
    expect(encoder).not.toHaveBeenCalled()
  })
})
