import { expectTypeOf, test } from 'vitest'
import {
  type ApiKeyPayload,
  authenticateRequest,
  type M2mTokenPayload,
  type SessionClaims,
  type SignedInAuth,
  type SignedOutAuth,
  selectAuth,
} from '#clerklet/verify/index.ts'
import { fetched, instance, prod } from './cases/support.ts'

const request = async () => fetched(undefined, { token: await instance.sign() })

// The compiler checks the types. Running the tests checks that the states match their types.
test('default: a session', async () => {
  const state = await authenticateRequest(prod(), await request())
  expectTypeOf(state.tokenType).toEqualTypeOf<'session_token'>()
  expectTypeOf(state.status).toEqualTypeOf<'signed-in' | 'signed-out' | 'handshake'>()
  if (state.status !== 'signed-in') throw new Error(state.message ?? '')
  expectTypeOf(state.payload).toEqualTypeOf<SessionClaims>()
  expectTypeOf(state.token).toEqualTypeOf<string>()
  expectTypeOf(state.toAuth({ treatPendingAsSignedOut: false })).toEqualTypeOf<SignedInAuth>()
  const auth = state.toAuth()
  expectTypeOf(auth).toEqualTypeOf<SignedInAuth | SignedOutAuth>()
  if (auth.isAuthenticated) expectTypeOf(auth.userId).toEqualTypeOf<string>()
  else expectTypeOf(auth.userId).toEqualTypeOf<null>()
})

test('args: acceptsToken, one machine', async () => {
  const state = await authenticateRequest(prod(), fetched(), { acceptsToken: 'api_key' })
  expectTypeOf(state.tokenType).toEqualTypeOf<'api_key'>()
  if (state.isAuthenticated) expectTypeOf(state.payload).toEqualTypeOf<ApiKeyPayload>()
  else expectTypeOf(state.payload).toEqualTypeOf<null>()
})

test('args: acceptsToken, several', async () => {
  const state = await authenticateRequest(prod(), await request(), {
    acceptsToken: ['session_token', 'm2m_token'],
  })
  expectTypeOf(state.tokenType).toEqualTypeOf<'session_token' | 'm2m_token' | null>()
  if (state.tokenType === 'm2m_token' && state.isAuthenticated) {
    expectTypeOf(state.payload).toEqualTypeOf<M2mTokenPayload>()
    expectTypeOf(state.toAuth().machineId).toEqualTypeOf<string>()
  }
  const auth = selectAuth(state.toAuth(), 'm2m_token')
  expectTypeOf(auth.tokenType).toEqualTypeOf<'m2m_token'>()
})

test('args: acceptsToken, any', async () => {
  const state = await authenticateRequest(prod(), await request(), { acceptsToken: 'any' })
  expectTypeOf(state.tokenType).toEqualTypeOf<
    'session_token' | 'api_key' | 'm2m_token' | 'oauth_token'
  >()
})
