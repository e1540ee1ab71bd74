import { describe, expect, test } from 'vitest'
import { verifyMachineToken, verifyToken } from '#clerklet/verify/index.ts'
import { instance, NOW } from './cases/support.ts'

/** What a runtime throws: a TypeError with the error of the system behind it. */
const thrown =
  (cause: object, message = 'fetch failed') =>
  () => {
    throw new TypeError(message, { cause: Object.assign(new Error(''), cause) })
  }

const FAILURES: [string, () => Response | Promise<Response>, string][] = [
  ['DNS in Node', thrown({ code: 'ENOTFOUND' }), 'the host name cannot be resolved (ENOTFOUND)'],
  ['DNS, for now', thrown({ code: 'EAI_AGAIN' }), 'the host name cannot be resolved (EAI_AGAIN)'],
  [
    'DNS in Deno',
    thrown({}, 'client error (Connect): dns error: failed to lookup'),
    'the host name cannot be resolved',
  ],
  [
    'refused in Node',
    thrown({ code: 'ECONNREFUSED' }),
    'the connection was refused (ECONNREFUSED)',
  ],
  [
    'refused in Deno',
    thrown({}, 'tcp connect error: Connection refused (os error 111)'),
    'the connection was refused',
  ],
  [
    'refused in Bun',
    () => {
      throw Object.assign(new Error('Unable to connect'), { code: 'ConnectionRefused' })
    },
    'the connection was refused (ConnectionRefused)',
  ],
  [
    'TLS in Node',
    thrown({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    'TLS failed (DEPTH_ZERO_SELF_SIGNED_CERT)',
  ],
  [
    'TLS, another host',
    thrown({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    'TLS failed (ERR_TLS_CERT_ALTNAME_INVALID)',
  ],
  ['TLS in Deno', thrown({}, 'invalid peer certificate: UnknownIssuer'), 'TLS failed'],
  [
    'a time-out of the system',
    thrown({ code: 'UND_ERR_CONNECT_TIMEOUT' }),
    'no response within the timeout (UND_ERR_CONNECT_TIMEOUT)',
  ],
  ['a reset', thrown({ code: 'ECONNRESET' }), 'the connection broke off (ECONNRESET)'],
  [
    'a loss in workerd',
    () => {
      throw new Error('Network connection lost.')
    },
    'the connection broke off',
  ],
  ['anything else', thrown({}), 'the connection failed'],
  ['502', () => new Response('<html>', { status: 502 }), 'the response has the status 502'],
  ['404 of a gateway', () => new Response('', { status: 418 }), 'the response has the status 418'],
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
      message: `The JWKS could not be loaded: ${why}.`,
    })
    await expect(verifyMachineToken(context(fetch), 'ak_1')).rejects.toMatchObject({
      code: 'unexpected-error',
      message: `API key could not be verified: ${why}.`,
    })
  })

  test('a time-out', async () => {
    const hanging = context(() => new Promise<Response>(() => {}), { timeout: 20 })

    await expect(verifyToken(hanging, await instance.sign())).rejects.toMatchObject({
      message: 'The JWKS could not be loaded: no response within the timeout.',
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
