import { describe, expect, test } from 'vitest'
import { sessionGetToken } from '#clerklet/verify/auth/getToken.ts'
import type { GetTokenOptions } from '#clerklet/verify/index.ts'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, json, type Outcome, rejection } from '#fixtures/transport.ts'

function session(...outcomes: Outcome[]) {
  const { fetch, received } = answering(...outcomes)
  return {
    getToken: sessionGetToken({ secretKey: SECRET_KEY, fetch }, 'presented', 'sess_1'),
    received,
  }
}
const odd = (options: unknown) => options as GetTokenOptions

describe('getToken', () => {
  test('default', async () => {
    const { getToken, received } = session(json(200, { jwt: 'fresh' }))

    expect(await getToken({ template: 'supabase' })).toBe('fresh')
    expect(received[0]?.url.pathname).toBe('/v1/sessions/sess_1/tokens/supabase')
  })

  test.each([undefined, null, {}, { template: null, expiresInSeconds: null }])(
    'behavior: with %j it is the token as presented',
    async (options) => {
      const { getToken, received } = session()

      expect(await getToken(odd(options))).toBe('presented')
      expect(received).toEqual([])
    },
  )

  test.each(['', '.', '..', '\ud800', 7, {}])(
    'error: the template %j is refused before any request',
    async (template) => {
      const { getToken, received } = session()

      expect(await rejection(getToken(odd({ template })))).toMatchObject({
        name: 'ClerkConfigError',
      })
      expect(received).toEqual([])
    },
  )

  test.each([{}, { jwt: null }, { jwt: 7 }])('error: the answer %j has no token', async (body) => {
    const { getToken } = session(json(200, body))

    expect(await rejection(getToken({ template: 'x' }))).toMatchObject({
      name: 'ClerkResponseError',
      message: expect.stringContaining('POST /sessions/{id}/tokens/{id} was carried out (200)'),
      issues: [{ path: 'jwt', expected: 'string' }],
    })
  })
})
