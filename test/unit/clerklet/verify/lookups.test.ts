import { describe, expect, test } from 'vitest'
import { verifyMachineToken, verifyToken } from '#clerklet/verify/index.ts'
import { instance, NOW } from './cases/support.ts'

/** What a runtime throws: a TypeError with the error of the system behind it. */
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

describe('error: a look-up that fails says why', () => {
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

  test('a machine token and a body that is not JSON', async () => {
    await expect(
      verifyMachineToken(
        context(() => new Response('<html>')),
        'mt_1',
      ),
    ).rejects.toMatchObject({
      message:
        'M2M token could not be verified: the response is not the JSON object that it should be.',
    })
  })
})
