import { describe, expect, test } from 'vitest'
import {
  authenticateRequest,
  buildPublishableKey,
  type GetTokenOptions,
  type SignedInAuth,
} from '#clerklet/verify/index.ts'
import { SECRET_KEY } from '#fixtures/api.ts'
import { claims, NOW, signer } from '#fixtures/tokens.ts'
import { answering, findSecret, json, type Outcome, rejection } from '#fixtures/transport.ts'

const { pem, sign } = await signer()
const PRESENTED = await sign(claims())

/** Authenticates a request. Returns `getToken` of its auth object, and the requests to an API with the given responses. */
async function session(...outcomes: Outcome[]) {
  const { fetch, received } = answering(...outcomes)
  const request = new Request('https://example.com', {
    headers: { authorization: `Bearer ${PRESENTED}` },
  })
  const ctx = {
    secretKey: SECRET_KEY,
    publishableKey: buildPublishableKey('clerk.example.com'),
    jwtKey: pem,
    now: () => NOW,
    fetch,
  }
  const { getToken } = (await authenticateRequest(ctx, request)).toAuth() as SignedInAuth
  return { getToken, received }
}
const odd = (options: unknown) => options as GetTokenOptions

describe('getToken', () => {
  test('default', async () => {
    const { getToken, received } = await session(json(200, { jwt: 'fresh' }))

    expect(await getToken({ template: 'supabase' })).toBe('fresh')
    expect(received[0]?.url.pathname).toBe('/v1/sessions/sess_1/tokens/supabase')
  })

  test.each([undefined, null, {}, { template: null, expiresInSeconds: null }])(
    'behavior: with %j it returns the token as presented',
    async (options) => {
      const { getToken, received } = await session()

      expect(await getToken(odd(options))).toBe(PRESENTED)
      expect(received).toEqual([])
    },
  )

  test.each(['', '.', '..', '\ud800', 7, {}])(
    'error: the template %j is refused before any request',
    async (template) => {
      const { getToken, received } = await session()

      expect(await rejection(getToken(odd({ template })))).toMatchObject({
        name: 'ClerkConfigError',
      })
      expect(received).toEqual([])
    },
  )

  test('error: the key is not in the error', async () => {
    const { getToken } = await session(json(200, { sent: `Bearer ${SECRET_KEY}` }))
    const error = await rejection(getToken({ template: 'x' }))

    expect(findSecret(error, SECRET_KEY)).toEqual([])
  })

  test.each([{}, { jwt: null }, { jwt: 7 }])(
    'error: the response %j has no token',
    async (body) => {
      const { getToken } = await session(json(200, body))

      expect(await rejection(getToken({ template: 'x' }))).toMatchObject({
        name: 'ClerkResponseError',
        message: expect.stringContaining('POST /sessions/{id}/tokens/{id} was carried out (200)'),
        issues: [{ path: 'jwt', expected: 'string' }],
      })
    },
  )
})
