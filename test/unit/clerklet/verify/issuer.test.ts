import { verifyToken as officialVerifyToken } from '@clerk/backend'
import { describe, expect, test } from 'vitest'
import {
  authenticateHeader,
  authenticateRequest,
  createTokenCache,
  verifyMachineToken,
  verifyToken,
} from '#clerklet/verify/index.ts'
import {
  CATEGORY,
  claims,
  fetched,
  instance,
  outcome,
  PROD,
  PROD_FAPI,
  page,
  prod,
  SECONDS,
  signedInCookies,
} from './cases/support.ts'

const OTHER = 'https://clerk.other.example'
const refused = { status: 'signed-out', reason: 'token-invalid-issuer' }

describe('args: issuer', () => {
  test.each([
    ['authenticateHeader', authenticateHeader],
    ['authenticateRequest', authenticateRequest],
  ])('%s: in the options or on the context', async (_, authenticate) => {
    const request = fetched(undefined, { token: await instance.sign() })
    const status = async (options: { issuer?: string | string[] }, over = {}) =>
      (await authenticate(prod(over), request, options)).status
    expect(await status({ issuer: PROD_FAPI })).toBe('signed-in')
    expect(await status({ issuer: [OTHER, PROD_FAPI] })).toBe('signed-in')
    expect(await status({}, { issuer: [PROD_FAPI] })).toBe('signed-in')
    expect(await status({ issuer: PROD_FAPI }, { issuer: OTHER })).toBe('signed-in')
    expect(await authenticate(prod(), request, { issuer: OTHER })).toMatchObject(refused)
    expect(await authenticate(prod({ issuer: [OTHER] }), request)).toMatchObject(refused)
    expect(
      await authenticate(prod({ issuer: OTHER }), request, { issuer: undefined }),
    ).toMatchObject(refused)
  })

  test('error: the reason comes after the signature', async () => {
    const [header, payload] = (await instance.sign()).split('.')
    await expect(
      verifyToken(prod(), `${header}.${payload}.AAAA`, { issuer: OTHER }),
    ).rejects.toMatchObject({ reason: 'token-invalid-signature' })
  })

  test('error: a cached token of another issuer is refused', async () => {
    const tokenCache = createTokenCache()
    const request = fetched(undefined, { token: await instance.sign() })
    expect(await outcome(prod(), request, { tokenCache })).toBe('SI')
    expect(await outcome(prod(), request, { tokenCache, issuer: OTHER })).toBe(
      'SO(token-invalid-issuer)',
    )
  })

  test('error: a token in a cookie is refused without a redirect', async () => {
    const request = page(undefined, { cookies: await signedInCookies() })
    expect(await outcome(prod(), request, { issuer: PROD_FAPI })).toBe('SI')
    const state = await authenticateRequest(prod(), request, { issuer: OTHER })
    expect(state).toMatchObject(refused)
    expect(state.headers.has('location')).toBe(false)
  })

  test('error: the session of a handshake is refused', async () => {
    const ctx = prod()
    const session = await instance.sign()
    ctx.setup.answer = () => Response.json({ directives: [`__session=${session}; Path=/`] })
    const request = page('https://example.com/?__clerk_handshake_nonce=n', {
      cookies: await signedInCookies(),
    })
    expect(await outcome(ctx, request, { issuer: PROD_FAPI })).toBe('SI')
    expect(await outcome(ctx, request, { issuer: OTHER })).toBe('SO(token-invalid-issuer)')
  })

  test('error: a refreshed token is refused', async () => {
    const ctx = prod({ issuer: PROD_FAPI })
    const expired = await signedInCookies({ exp: SECONDS - 60 })
    const cookies = { ...expired, [`__refresh_${PROD.suffix}`]: 'r' }
    const refreshed = async (iss: string) => {
      const fresh = await instance.sign(claims({ iss }))
      ctx.setup.answer = () => Response.json({ cookies: [`__session=${fresh}; Path=/`] })
      return outcome(ctx, page(undefined, { cookies }))
    }
    expect(await refreshed(PROD_FAPI)).toBe('SI')
    expect(await refreshed(OTHER)).toBe('HS(session-token-expired-refresh-invalid-session-token)')
  })

  test.each([
    ['an OAuth JWT', {}, { typ: 'at+jwt' }],
    ['an M2M JWT', { sub: 'mch_1' }, { cat: CATEGORY.m2m }],
  ])('error: %s', async (_, over, header) => {
    const token = await instance.sign(claims(over), header)
    const request = fetched(undefined, { token })
    const acceptsToken = ['oauth_token', 'm2m_token'] as const
    expect(await outcome(prod(), request, { acceptsToken, issuer: PROD_FAPI })).toBe('SI')
    expect(
      await authenticateRequest(prod(), request, { acceptsToken, issuer: OTHER }),
    ).toMatchObject({
      status: 'signed-out',
      reason: 'token-verification-failed',
      message: expect.stringContaining('token-invalid-issuer'),
    })
    await expect(verifyMachineToken(prod(), token, { issuer: OTHER })).rejects.toMatchObject({
      code: 'token-verification-failed',
    })
  })

  test.each([OTHER, '', 1, null, undefined, [PROD_FAPI], {}, PROD_FAPI, `${PROD_FAPI}/`])(
    'behavior: the official SDK decides the same for iss %j',
    async (iss) => {
      const seconds = Math.floor(Date.now() / 1000)
      const token = await instance.sign(
        claims({ iss, iat: seconds, nbf: seconds, exp: seconds + 60 }),
      )
      const options = { jwtKey: instance.pem, issuer: [PROD_FAPI] }
      const reason = (work: Promise<unknown>) =>
        work.then(
          () => 'ok',
          (error) => error.reason,
        )
      expect(await reason(verifyToken({}, token, options))).toBe(
        await reason(officialVerifyToken(token, options as object)),
      )
    },
  )
})
