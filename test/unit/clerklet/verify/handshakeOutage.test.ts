import { describe, expect, test } from 'vitest'
import { authenticateRequest, buildPublishableKey } from '#clerklet/verify/index.ts'
import { NOW, signer } from '#fixtures/tokens.ts'
import { answering, json, type Outcome, refusal } from '#fixtures/transport.ts'

const { pem, sign } = await signer()
const HANDSHAKE = await sign({ handshake: ['__session=; Path=/'] })

/** Authenticates the request of a browser that returns from a handshake. `outcome` is the response of the API. */
async function comeBack(publishableKey: string, parameter: string, outcome: Outcome, jwtKey = pem) {
  const { fetch } = answering(outcome)
  const ctx = {
    secretKey: `sk_live_outage${publishableKey.length}`,
    publishableKey,
    jwtKey,
    now: () => NOW,
    retry: 0,
    fetch,
  }
  const request = new Request(`https://app.example.com/?${parameter}`, {
    headers: { 'sec-fetch-dest': 'document', cookie: '__client_uat=1' },
  })
  return authenticateRequest(ctx, request, { skipJwksCache: !jwtKey })
}

const OUTAGES: [name: string, outcome: () => Outcome, reason: string][] = [
  ['no response', () => new TypeError('fetch failed'), 'unexpected-error'],
  ['a 500', () => json(500, {}), 'unexpected-error'],
  ['a 429', () => json(429, {}), 'unexpected-error'],
  ['a page of a gateway', () => new Response('<html>'), 'unexpected-error'],
  ['a refused key', () => refusal(401, 'clerk_key_invalid'), 'secret-key-invalid'],
]

describe.each([
  ['production', buildPublishableKey('clerk.example.com')],
  ['development', buildPublishableKey('happy-otter-12.clerk.accounts.dev')],
])('%s', (_, publishableKey) => {
  test.each(OUTAGES)(
    'error: for a nonce, %s is a 503 without a redirect',
    async (_, outcome, reason) => {
      const state = await comeBack(publishableKey, '__clerk_handshake_nonce=nonce_1', outcome())
      const response = state.toResponse()

      expect(state).toMatchObject({ status: 'signed-out', reason })
      expect(state.message).toContain('handshake nonce cannot be used')
      expect([response.status, response.headers.get('location')]).toEqual([503, null])
    },
  )

  test.each([400, 404])('behavior: a nonce that gets a %d is signed out', async (status) => {
    const answer = refusal(status, 'resource_not_found')
    const state = await comeBack(publishableKey, '__clerk_handshake_nonce=nonce_1', answer)

    expect(state).toMatchObject({ status: 'signed-out', reason: 'session-token-missing' })
  })

  test('error: for a token whose keys cannot be loaded, it is a 503 without a redirect', async () => {
    const parameter = `__clerk_handshake=${HANDSHAKE}`
    const state = await comeBack(publishableKey, parameter, json(403, {}), '')
    const response = state.toResponse()

    expect(state).toMatchObject({ status: 'signed-out', reason: 'jwk-remote-failed-to-load' })
    expect([response.status, response.headers.get('location')]).toEqual([503, null])
  })
})
