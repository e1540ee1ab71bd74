import {
  type Context,
  collect,
  getHandshakePayload,
  paginate,
  path,
  type RequestOptions,
  refreshSession,
  request,
  verifyApiKey,
  verifyClient,
  verifyM2mToken,
  verifyOAuthAccessToken,
  verifySession,
  verifyUserPassword,
} from 'clerklet'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { answering, findSecret, json, type Outcome, rejection } from '#fixtures/transport.ts'

const SECRET = 'presented.Secret/1+2='

const calls: [string, (ctx: Context) => Promise<unknown>][] = [
  ['verifyApiKey', (ctx) => verifyApiKey(ctx, { secret: SECRET })],
  ['verifyM2mToken', (ctx) => verifyM2mToken(ctx, { token: SECRET })],
  ['verifyOAuthAccessToken', (ctx) => verifyOAuthAccessToken(ctx, { access_token: SECRET })],
  ['verifySession', (ctx) => verifySession(ctx, 'sess_1', { token: SECRET })],
  ['verifyClient', (ctx) => verifyClient(ctx, { token: SECRET })],
  ['verifyUserPassword', (ctx) => verifyUserPassword(ctx, 'user_1', { password: SECRET })],
  ['getHandshakePayload', (ctx) => getHandshakePayload(ctx, { nonce: SECRET })],
  [
    'refreshSession',
    (ctx) =>
      refreshSession(ctx, 'sess_1', {
        expired_token: SECRET,
        refresh_token: SECRET,
        request_origin: 'https://example.com',
      }),
  ],
  ['a cookie of the context', (ctx) => verifyClient(withCookie(ctx), { token: 'another' })],
]

function withCookie(ctx: Context): Context {
  return { ...ctx, headers: { Cookie: `theme=dark; __client=${SECRET}` } }
}

/** Returns the error with which a call rejects when its fetch has the given outcome. */
const errorOf = (call: (ctx: Context) => Promise<unknown>, outcome: Outcome) =>
  rejection(call({ secretKey: SECRET_KEY, retry: 0, fetch: answering(outcome).fetch }))

describe.each(calls)('the credential of %s', (_, call) => {
  test.each<[string, Outcome]>([
    ['a refusal', json(404, { errors: [{ code: 'x', message: `no ${SECRET}` }] }, { a: SECRET })],
    ['a success of another shape', json(200, [SECRET])],
    ['a failed fetch', new TypeError(`cannot send ${SECRET}`)],
  ])('error: is not in the error of %s', async (_, outcome) => {
    const error = await errorOf(call, outcome)

    expect(error.name).toMatch(/^Clerk/)
    expect(findSecret(error, SECRET)).toEqual([])
  })
})

test('behavior: a short value is not redacted, which would change other words', async () => {
  const refusal = json(422, { errors: [{ code: 'x', message: 'is a word' }] })
  const error = await errorOf(
    (ctx) => verifyUserPassword(ctx, 'user_1', { password: 'a' }),
    refusal,
  )

  expect(error.message).toContain('is a word')
})

test('error: the key is not in the error of paginate for a response without a list', async () => {
  const list = (ctx: Context, _?: object, options?: RequestOptions) =>
    request<{ data: never[] }>(ctx, undefined, { ...options, method: 'GET', path: path`/things` })
  const error = await errorOf(
    (ctx) => collect(paginate(list, ctx), { maxItems: 1 }),
    json(200, { sent: `Bearer ${SECRET_KEY}` }),
  )

  expect(error.name).toBe('ClerkResponseError')
  expect(findSecret(error, SECRET_KEY)).toEqual([])
})
