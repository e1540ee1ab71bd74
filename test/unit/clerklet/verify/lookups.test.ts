import { describe, expect, test } from 'vitest'
import { authenticateRequest, verifyMachineToken, verifyToken } from '#clerklet/verify/index.ts'
import { CATEGORY, claims, instance, NOW, prod } from './cases/support.ts'

/** Returns a `fetch` that throws a TypeError whose cause is a system error, as in Node and Deno. */
const thrown =
  (cause: object, message = 'fetch failed') =>
  () => {
    throw new TypeError(message, { cause: Object.assign(new Error(''), cause) })
  }

const FAILURES: [name: string, fetch: () => never, why: string][] = [
  ['DNS in Node', thrown({ code: 'ENOTFOUND' }), 'fetch failed (ENOTFOUND)'],
  [
    'DNS in Deno',
    thrown({}, 'client error (Connect): dns error: failed to lookup'),
    'client error (Connect): dns error: failed to lookup',
  ],
  ['refused in Node', thrown({ code: 'ECONNREFUSED' }), 'fetch failed (ECONNREFUSED)'],
  [
    'refused in Bun',
    () => {
      throw Object.assign(new Error('Unable to connect'), { code: 'ConnectionRefused' })
    },
    'Unable to connect (ConnectionRefused)',
  ],
  [
    'TLS in Node',
    thrown({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    'fetch failed (DEPTH_ZERO_SELF_SIGNED_CERT)',
  ],
  [
    'TLS in Deno',
    thrown({}, 'invalid peer certificate: UnknownIssuer'),
    'invalid peer certificate: UnknownIssuer',
  ],
  [
    'a timeout of the system',
    thrown({ code: 'UND_ERR_CONNECT_TIMEOUT' }),
    'fetch failed (UND_ERR_CONNECT_TIMEOUT)',
  ],
  [
    'a line break in the message',
    thrown({}, 'wrong version number:\ntls.c:42:\n'),
    'wrong version number: tls.c:42:',
  ],
  ['a reset', thrown({ code: 'ECONNRESET' }), 'fetch failed (ECONNRESET)'],
  [
    'a loss in workerd',
    () => {
      throw new Error('Network connection lost.')
    },
    'Network connection lost.',
  ],
]

const STATUSES: [status: number, body: string][] = [
  [502, '<html>'],
  [418, ''],
]

let instances = 0
const context = (fetch: () => Response | Promise<Response>, over: object = {}) => ({
  secretKey: `sk_test_lookups${++instances}`,
  now: () => NOW,
  sleep: async () => {},
  fetch: async () => fetch(),
  ...over,
})

describe('error: the message of a failed look-up has the cause', () => {
  test.each(FAILURES)('%s', async (_, fetch, why) => {
    await expect(verifyToken(context(fetch), await instance.sign())).rejects.toMatchObject({
      reason: 'jwk-remote-failed-to-load',
      message: `The JWKS could not be loaded: No response from api.clerk.com to GET /jwks: ${why} (attempt 5).`,
    })
    await expect(verifyMachineToken(context(fetch), 'ak_1')).rejects.toMatchObject({
      code: 'unexpected-error',
      message: `API key could not be verified: No response from api.clerk.com to POST /api_keys/verify: ${why} (attempt 1).`,
    })
  })

  test.each(STATUSES)('the status %i', async (status, body) => {
    const fetch = () => new Response(body, { status })
    const why = `the response has the status ${status}`

    await expect(verifyToken(context(fetch), await instance.sign())).rejects.toMatchObject({
      reason: 'jwk-remote-failed-to-load',
      message: `The JWKS could not be loaded: ${why}.`,
    })
    await expect(verifyMachineToken(context(fetch), 'ak_1')).rejects.toMatchObject({
      code: 'unexpected-error',
      message: `API key could not be verified: ${why}.`,
    })
  })

  test('a timeout', async () => {
    const hanging = context(() => new Promise<Response>(() => {}), { timeout: 20 })

    await expect(verifyToken(hanging, await instance.sign())).rejects.toMatchObject({
      message: expect.stringMatching(
        /^The JWKS could not be loaded: No response from api\.clerk\.com to GET \/jwks within \d+ ms \(attempt 1\)\.$/,
      ),
      action: 'Set ctx.jwtKey to verify without the network.',
    })
  })

  test.each([
    ['404', () => new Response('', { status: 404 }), 'the response has the status 404'],
    ['a redirect', () => new Response('', { status: 302 }), 'the response has the status 302'],
    ['HTML', () => new Response('<html>'), 'the response with status 200 is not a JWKS'],
  ])('%s is not the API: check baseUrl', async (_, fetch, why) => {
    await expect(verifyToken(context(fetch), await instance.sign())).rejects.toMatchObject({
      message: `The JWKS could not be loaded: ${why}.`,
      action: expect.stringContaining('Check ctx.baseUrl'),
    })
  })

  test.each([
    ['503', () => new Response('', { status: 503 }), 'jwk-remote-failed-to-load'],
    ['refused', thrown({ code: 'ECONNREFUSED' }), 'jwk-remote-failed-to-load'],
    [
      'a secret key that the API refuses',
      () => Response.json({ errors: [{ code: 'clerk_key_invalid' }] }, { status: 401 }),
      'secret-key-invalid',
    ],
  ])('a machine token that is a JWT is not refused for it: %s', async (_, fetch, reason) => {
    const token = await instance.sign(claims({ sub: 'mch_1', azp: undefined }), {
      cat: CATEGORY.m2m,
    })
    const request = new Request('https://example.com/', {
      headers: { authorization: `Bearer ${token}` },
    })
    const options = { acceptsToken: 'm2m_token' } as const
    const state = await authenticateRequest(context(fetch), request, options)

    expect(state.reason).toBe(reason)
    expect(state.toResponse().status).toBe(503)
    await expect(verifyMachineToken(context(fetch), token)).rejects.toMatchObject({
      code: reason,
    })
  })

  test.each([
    ['404', () => new Response('', { status: 404 })],
    ['HTML', () => new Response('<html>')],
  ])('%s is not the Frontend API: check publishableKey', async (_, fetch) => {
    const keys = { secretKey: undefined, publishableKey: prod().publishableKey }

    await expect(verifyToken(context(fetch, keys), await instance.sign())).rejects.toMatchObject({
      action: expect.stringContaining('Check ctx.publishableKey and proxyUrl'),
    })
  })

  test('a refusal of the Frontend API is not about the secret key', async () => {
    const keys = { secretKey: undefined, publishableKey: prod().publishableKey }
    const fetch = () => Response.json({ errors: [{ code: 'clerk_key_invalid' }] }, { status: 401 })

    await expect(verifyToken(context(fetch, keys), await instance.sign())).rejects.toMatchObject({
      reason: 'jwk-remote-failed-to-load',
    })
  })

  test('a machine token and a body that is not JSON', async () => {
    await expect(
      verifyMachineToken(
        context(() => new Response('<html>')),
        'mt_1',
      ),
    ).rejects.toMatchObject({
      message: 'M2M token could not be verified: the response is not a JSON object.',
    })
  })
})
