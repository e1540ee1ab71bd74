import { createClerkClient } from '@clerk/backend'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  authenticateRequest,
  verifyMachineToken,
} from '../../../../packages/clerklet/src/verify/index.ts'
import { CATEGORY, claims, fetched, instance, PROD } from './cases/support.ts'

// Both sides of the rows about options in docs/authentication.md: each fails when the official SDK changes.

const keys = {
  secretKey: 'sk_live_fixturefixture',
  publishableKey: PROD.key,
  jwtKey: instance.pem,
}
const seconds = Math.floor(Date.now() / 1000)
const fresh = { iat: seconds, nbf: seconds, exp: seconds + 60 }

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}))
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

type Options = Parameters<ReturnType<typeof createClerkClient>['authenticateRequest']>[1]

async function theirs(request: Request, options: object, client: object = {}) {
  const clerk = createClerkClient({ ...keys, ...client })
  return (await clerk.authenticateRequest(request, options as Options)).status
}

async function ours(request: Request, options: object, ctx: object = {}) {
  return authenticateRequest({ ...keys, ...ctx }, request, options).then(
    ({ status }) => status,
    (error) => error.name,
  )
}

describe('options that the official SDK passes over, or takes for others, and we refuse', () => {
  test.each([
    ['an unknown option', { authorisedParties: ['https://other.example'] }],
    ['parties in a text', { authorizedParties: 'https://example.com.evil' }],
    ['an empty audience', { audience: '' }],
    ['a skew in a text', { clockSkewInMs: '0' }],
  ])('%s', async (_, options) => {
    const token = await instance.sign(claims({ ...fresh, aud: 'a' }))
    expect(await theirs(fetched(undefined, { token }), options)).toBe('signed-in')
    expect(await ours(fetched(undefined, { token }), options)).toBe('ClerkConfigError')
  })
})

test('false wins over the context here, and not over the client there', async () => {
  const satellite = { isSatellite: true, domain: 'sat.com' }
  const request = () =>
    fetched('https://sat.com/', {
      cookies: { __client_uat: seconds },
      headers: { 'sec-fetch-dest': 'document' },
    })
  const host = (location: string | null) => new URL(location ?? '').host
  const options = { isSatellite: false }
  const official = createClerkClient({ ...keys, ...satellite })
  const { headers } = await official.authenticateRequest(request(), options as Options)
  expect(host(headers.get('location'))).toBe('clerk.sat.com')
  const state = await authenticateRequest({ ...keys, ...satellite }, request(), options)
  expect(host(state.headers.get('location'))).toBe('clerk.example.com')
})

test('an aud of an M2M JWT that is no text is passed over there', async () => {
  const payload = claims({ ...fresh, sub: 'mch_1', aud: 42 })
  const token = await instance.sign(payload, { cat: CATEGORY.m2m })
  const options = { acceptsToken: 'm2m_token', audience: 'https://api.example.com' }
  expect(await theirs(fetched(undefined, { token }), options)).toBe('signed-in')
  expect(await ours(fetched(undefined, { token }), options)).toBe('signed-out')
})

test('times of an opaque OAuth access token stay seconds there', async () => {
  const answer = { id: 'oat_1', subject: 'user_1', scopes: [], created_at: seconds }
  vi.stubGlobal('fetch', async () =>
    Response.json({ object: 'clerk_idp_oauth_access_token', ...answer }),
  )
  const official = await createClerkClient(keys).idPOAuthAccessToken.verify('oat_1')
  expect(official.createdAt).toBe(seconds)
  const { payload } = await verifyMachineToken(keys, 'oat_1')
  expect(payload.created_at).toBe(seconds * 1000)
})
