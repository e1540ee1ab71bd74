import { describe, expect, test } from 'vitest'
import {
  type AuthenticateContext,
  authenticateHeader,
  authenticateRequest,
  buildPublishableKey,
  cookieSuffix,
  type VerifyContext,
  verifyToken,
  withKeyCache,
} from '#clerklet/verify/index.ts'
import { emulate } from '#fixtures/emulator.ts'
import { claims, fetched, instance, NOW, page, SECONDS, stranger } from './cases/support.ts'

let instances = 0

/** Makes an instance whose Frontend API publishes its keys. The context has the publishable key and no other key. */
function published(over: Partial<AuthenticateContext> = {}) {
  const host = `clerk.app-${++instances}.example`
  const requests: { url: string; headers: Headers }[] = []
  const ctx: AuthenticateContext = {
    publishableKey: buildPublishableKey(host),
    now: () => NOW,
    sleep: async () => {},
    fetch: async (url, init) => {
      requests.push({ url, headers: new Headers(init.headers) })
      return Response.json({ keys: [instance.jwk] })
    },
    ...over,
  }
  const sign = (over: Record<string, unknown> = {}) =>
    instance.sign(claims({ iss: `https://${host}`, ...over }))
  return { host, ctx, requests, sign, urls: () => requests.map(({ url }) => url) }
}

const FUNCTIONS = [
  ['authenticateHeader', authenticateHeader],
  ['authenticateRequest', authenticateRequest],
] as const

describe.each(FUNCTIONS)('%s with publishableKey alone', (_, authenticate) => {
  test('default: the keys are those that the Frontend API publishes', async () => {
    const { host, ctx, requests, sign } = published({ headers: { 'x-gateway': 'secret' } })
    for (const _ of [1, 2]) {
      const state = await authenticate(ctx, fetched(undefined, { token: await sign() }))
      expect(state).toMatchObject({ status: 'signed-in', payload: { sub: 'user_1' } })
    }
    expect(requests.map(({ url }) => url)).toEqual([`https://${host}/.well-known/jwks.json`])
    expect(requests[0]?.headers.has('authorization')).toBe(false)
    expect(requests[0]?.headers.has('x-gateway')).toBe(false)
  })

  test('args: publishableKey in the options', async () => {
    const { ctx, sign, requests } = published()
    const { publishableKey, ...without } = ctx
    const request = fetched(undefined, { token: await sign() })
    expect(await authenticate(without, request, { publishableKey })).toMatchObject({
      status: 'signed-in',
    })
    expect(requests).toHaveLength(1)
  })

  test('args: an absolute proxyUrl', async () => {
    const { ctx, sign, urls } = published()
    const proxyUrl = `https://app-${instances}.example/__clerk/`
    const request = fetched(undefined, { token: await sign() })
    expect(await authenticate({ ...ctx, proxyUrl }, request)).toMatchObject({ status: 'signed-in' })
    expect(urls()).toEqual([`${proxyUrl}.well-known/jwks.json`])
    const issuedByProxy = await sign({ iss: proxyUrl.slice(0, -1) })
    expect(
      await authenticate({ ...ctx, proxyUrl }, fetched(undefined, { token: issuedByProxy })),
    ).toMatchObject({ status: 'signed-in' })
  })

  test('args: the domain of a satellite', async () => {
    const { host, ctx, sign, urls } = published()
    const satellite = { isSatellite: true, domain: `satellite-${instances}.example` }
    for (const iss of [`https://${host}`, `https://clerk.${satellite.domain}`]) {
      const request = fetched(undefined, { token: await sign({ iss }) })
      expect(await authenticate(ctx, request, satellite)).toMatchObject({ status: 'signed-in' })
    }
    expect(urls()).toEqual([`https://clerk.${satellite.domain}/.well-known/jwks.json`])
  })

  test('error: a token with another issuer, or without one, is refused', async () => {
    const { ctx, sign } = published()
    for (const iss of ['https://clerk.other.example', undefined]) {
      const request = fetched(undefined, { token: await sign({ iss }) })
      expect(await authenticate(ctx, request)).toMatchObject({ reason: 'token-invalid-issuer' })
    }
  })

  test('args: issuer replaces the expected issuer', async () => {
    const { ctx, sign } = published()
    const issuer = 'https://auth.example.com'
    const request = fetched(undefined, { token: await sign({ iss: issuer }) })
    expect(await authenticate(ctx, request, { issuer })).toMatchObject({ status: 'signed-in' })
    expect(
      await authenticate(ctx, fetched(undefined, { token: await sign() }), { issuer }),
    ).toMatchObject({ reason: 'token-invalid-issuer' })
  })

  test('error: a token of another instance is refused', async () => {
    const { host, ctx } = published()
    const token = await stranger.sign(claims({ iss: `https://${host}` }))
    expect(await authenticate(ctx, fetched(undefined, { token }))).toMatchObject({
      reason: 'token-invalid-signature',
    })
  })

  test('error: the Frontend API cannot be reached', async () => {
    const { ctx, sign } = published({ fetch: async () => new Response('', { status: 503 }) })
    expect(await authenticate(ctx, fetched(undefined, { token: await sign() }))).toMatchObject({
      status: 'signed-out',
      reason: 'jwk-remote-failed-to-load',
    })
  })

  test('error: a proxyUrl that is a path would have the application request its own keys', async () => {
    const { ctx, sign, requests } = published({ proxyUrl: '/__clerk' })
    const request = fetched(undefined, { token: await sign() })
    await expect(authenticate(ctx, request)).rejects.toThrow(
      'proxyUrl is not an absolute URL, and publishableKey is the only key: set it to an absolute URL, or set ctx.jwtKey or ctx.secretKey',
    )
    const local = await authenticate({ ...ctx, jwtKey: instance.pem }, request)
    expect(local.status).toBe('signed-in')
    expect(requests).toEqual([])
    const remote = await authenticate({ ...ctx, secretKey: `sk_live_${instances}` }, request)
    expect(remote.status).toBe('signed-in')
    expect(requests.map(({ url }) => url)).toEqual(['https://api.clerk.com/v1/jwks'])
  })

  test('error: a publishable key that is malformed', async () => {
    const request = fetched(undefined, { token: 'x' })
    await expect(authenticate({ publishableKey: 'pk_live_x' }, request)).rejects.toThrow(
      'ctx.publishableKey is not valid',
    )
  })

  test('error: a key is required', async () => {
    await expect(authenticate({}, fetched())).rejects.toMatchObject({ name: 'ClerkConfigError' })
  })
})

describe('verifyToken with publishableKey alone', () => {
  test('default', async () => {
    const { host, ctx, sign, urls } = published()
    expect(await verifyToken(ctx, await sign())).toMatchObject({ sub: 'user_1' })
    expect(urls()).toEqual([`https://${host}/.well-known/jwks.json`])
    await expect(verifyToken(ctx, await sign({ iss: 'https://x.example' }))).rejects.toMatchObject({
      reason: 'token-invalid-issuer',
    })
  })
})

describe('behavior: keys are cached by their URL', () => {
  test('in memory: one entry per Frontend API, whatever apiVersion is', async () => {
    const one = published()
    const two = published()
    for (const { ctx, sign } of [one, two, one]) await verifyToken(ctx, await sign())
    expect(one.requests).toHaveLength(1)
    expect(two.requests).toHaveLength(1)
    await verifyToken({ ...one.ctx, apiVersion: '2025-01-01' }, await one.sign())
    expect(one.requests).toHaveLength(1)
  })

  test('in a key cache: separately for each Frontend API', async () => {
    const stored = new Map<string, string>()
    const cache = {
      get: (name: string) => stored.get(name),
      set: (name: string, value: string) => void stored.set(name, value),
    }
    for (const { ctx, sign } of [published(), published()]) {
      await verifyToken(withKeyCache(ctx, cache), await sign())
    }
    expect(stored.size).toBe(2)
  })
})

describe('behavior: without a secret key, no request that needs one is sent', () => {
  const expired = { exp: SECONDS - 60 }

  test('an expired token is not refreshed', async () => {
    const { ctx, sign, urls, host } = published()
    const suffix = await cookieSuffix(ctx.publishableKey ?? '')
    const cookies = {
      __session: await sign(expired),
      __client_uat: SECONDS - 100,
      [`__refresh_${suffix}`]: 'refresh',
    }
    const state = await authenticateRequest(ctx, page(undefined, { cookies }))
    expect(state).toMatchObject({
      status: 'handshake',
      reason: 'session-token-expired-refresh-non-eligible-no-refresh-cookie',
    })
    expect(urls()).toEqual([`https://${host}/.well-known/jwks.json`])
  })

  test('a handshake requests a token in place of a nonce', async () => {
    for (const keys of [{}, { jwtKey: instance.pem }]) {
      const { ctx } = published(keys)
      const { headers } = await authenticateRequest(
        ctx,
        page(undefined, { cookies: { __client_uat: 5 } }),
      )
      expect(new URL(headers.get('location') ?? '').searchParams.has('format')).toBe(false)
    }
  })

  test('a nonce that a stranger adds to a URL is ignored', async () => {
    const { ctx, requests } = published()
    const request = page('https://example.com/?__clerk_handshake_nonce=x')
    expect(await authenticateRequest(ctx, request)).toMatchObject({
      status: 'signed-out',
      reason: 'session-token-and-uat-missing',
    })
    expect(requests).toEqual([])
  })

  test('a satellite of a development instance needs a signInUrl as with a secret key', async () => {
    const publishableKey = buildPublishableKey('happy-otter-12.clerk.accounts.dev')
    const ctx: VerifyContext = { publishableKey, isSatellite: true, domain: 'satellite.example' }
    await expect(authenticateRequest(ctx, page())).rejects.toThrow('signInUrl is missing')
  })

  test('getToken for a template names the secret key', async () => {
    const { ctx, sign } = published()
    const state = await authenticateRequest(ctx, fetched(undefined, { token: await sign() }))
    const auth = state.toAuth()
    expect(await auth?.getToken()).toBe(state.token)
    await expect(auth?.getToken({ template: 'x' })).rejects.toThrow('ctx.secretKey is missing')
  })

  test('an M2M token that is a JWT cannot be verified', async () => {
    const { ctx, sign, requests } = published({ machineSecretKey: 'ak_machine' })
    const token = await sign({ sub: 'mch_1', azp: undefined })
    expect(
      await authenticateRequest(ctx, fetched(undefined, { token }), {
        acceptsToken: ['session_token', 'm2m_token'],
      }),
    ).toMatchObject({ status: 'signed-out', reason: 'jwk-failed-to-resolve' })
    expect(requests).toEqual([])
  })

  test.each(['api_key', 'oauth_token', 'any', ['session_token', 'api_key']] as const)(
    'error: %j needs the secret key',
    async (acceptsToken) => {
      const { ctx } = published({ machineSecretKey: 'ak_machine' })
      await expect(authenticateRequest(ctx, fetched(), { acceptsToken })).rejects.toThrow(
        'ctx.secretKey is missing',
      )
    },
  )
})

test('behavior: the emulator publishes its keys as a Frontend API does', async () => {
  const emulator = emulate({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
  const { publishableKey, fetch, now } = emulator.ctx
  const token = await emulator.mintToken({ userId: 'user_ada' })
  const request = fetched(undefined, { token })
  expect(await authenticateHeader({ publishableKey, fetch, now }, request)).toMatchObject({
    status: 'signed-in',
    payload: { sub: 'user_ada' },
  })
})
