import { describe, expect, test } from 'vitest'
import { type AuthenticateRequestOptions, authenticateRequest } from '#clerklet/verify/index.ts'
import {
  claims,
  DEV,
  dev,
  fetched,
  instance,
  page,
  prod,
  SECONDS,
  signedInCookies,
  stranger,
} from './cases/support.ts'

async function line(
  ctx: ReturnType<typeof prod>,
  request: Request,
  options?: AuthenticateRequestOptions,
) {
  return (await authenticateRequest(ctx, request, options)).trace.join('; ')
}

test('default', async () => {
  const cookies = await signedInCookies()
  expect(await line(prod(), page(undefined, { cookies }))).toBe(
    'no token in the header; cookies: plain (rule 3); signed-in',
  )
})

describe('behavior: the trace explains a sign-in loop', () => {
  test('step by step', async () => {
    const url = 'http://localhost:3000/'
    expect(await line(dev(), page(url))).toBe(
      'no token in the header; cookies: plain (rule 3); handshake: dev-browser-missing',
    )
    const cookies = {
      [`__session_${DEV.suffix}`]: await stranger.sign(),
      [`__client_uat_${DEV.suffix}`]: SECONDS - 60,
      [`__clerk_db_jwt_${DEV.suffix}`]: 'd',
    }
    expect(await line(dev(), page(url, { cookies }))).toBe(
      `no token in the header; cookies: suffixed ${DEV.suffix} (rule 8); the token is refused: token-invalid-signature; signed-out: token-invalid-signature`,
    )
    const circle = { __client_uat: 5, __clerk_redirect_count: 3 }
    expect(await line(prod(), page(url, { cookies: circle }))).toContain(
      'no redirect for client-uat-but-no-session-token: redirected 3 times in a row: check that the keys belong to one instance',
    )
  })
})

test('behavior: the trace belongs to one request, and is complete when the state is returned', async () => {
  const ctx = prod()
  const request = fetched(undefined, { token: await instance.sign() })
  const first = await authenticateRequest(ctx, request)
  const second = await authenticateRequest(ctx, request)
  expect(first.trace).toEqual(second.trace)
  expect(first.trace).not.toBe(second.trace)
})

test('behavior: the trace contains no credential', async () => {
  const secrets = {
    token: await instance.sign(claims({ exp: SECONDS - 60 })),
    refresh: 'rt_secretsecret',
    nonce: 'nonce_secretsecret',
    db: 'dvb_secretsecret',
  }
  const cookies = {
    __session: secrets.token,
    __client_uat: 5,
    __clerk_db_jwt: secrets.db,
    [`__refresh_${DEV.suffix}`]: secrets.refresh,
    __clerk_handshake_nonce: secrets.nonce,
  }
  const lines = [
    await line(dev(), page(undefined, { cookies })),
    await line(prod(), page(undefined, { cookies })),
    await line(prod(), page(undefined, { token: secrets.token })),
    await line(prod(), fetched(undefined, { token: 'ak_secretsecret' }), { acceptsToken: 'any' }),
  ].join('; ')
  for (const secret of [...Object.values(secrets), 'ak_secretsecret', 'sk_live', 'sk_test']) {
    expect(lines).not.toContain(secret)
  }
  expect(lines).not.toContain('\n')
})
