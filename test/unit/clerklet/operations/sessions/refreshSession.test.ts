import { inspect } from 'node:util'
import { refreshSession } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

const params = {
  expired_token: 'expired_1',
  refresh_token: 'refresh_1',
  request_origin: 'https://app.example.com',
}

describe('refreshSession', () => {
  test('default', async () => {
    api()
      .post('/v1/sessions/sess_1/refresh', params)
      .reply(200, { object: 'token', jwt: 'header.payload.signature' })

    const refreshed = await refreshSession(ctx, 'sess_1', params)

    expect(refreshed.object === 'token' && refreshed.jwt).toBe('header.payload.signature')
  })

  test('args: format', async () => {
    const cookies = ['__session=header.payload.signature; Path=/']
    api()
      .post('/v1/sessions/sess_1/refresh', { ...params, format: 'cookie' })
      .reply(200, { object: 'cookies', cookies })

    const refreshed = await refreshSession(ctx, 'sess_1', { ...params, format: 'cookie' })

    expect(refreshed.object === 'cookies' && refreshed.cookies).toEqual(cookies)
  })

  test('args: suffixed_cookies is sent in the query, even when false', async () => {
    for (const suffixed of [true, false]) {
      api()
        .post('/v1/sessions/sess_1/refresh', params)
        .query({ suffixed_cookies: `${suffixed}` })
        .reply(200, { object: 'cookies', cookies: [] })

      await refreshSession(ctx, 'sess_1', { ...params, suffixed_cookies: suffixed })
    }
  })

  test('args: request_headers arrive under the names that they have', async () => {
    const request_headers = { 'X-Forwarded-For': ['203.0.113.7'], 'user-agent': ['curl'] }
    api()
      .post('/v1/sessions/sess_1/refresh', { ...params, request_headers })
      .reply(200, { object: 'token', jwt: 'header.payload.signature' })

    await refreshSession(ctx, 'sess_1', { ...params, request_headers })
  })

  test('error: no token is in the error', async () => {
    const entry = {
      code: 'expired_session_token_missing_sid_claim',
      message: 'no',
      long_message: 'no',
    }
    api()
      .post('/v1/sessions/sess_1/refresh')
      .reply(401, { errors: [entry] })

    const error = await refreshSession(ctx, 'sess_1', params).catch((e) => e)

    expect(error).toMatchObject({ status: 401, code: entry.code })
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toMatch(/expired_1|refresh_1/)
  })
})
