import { createSessionToken } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('createSessionToken', () => {
  test('default', async () => {
    api()
      .post('/v1/sessions/sess_1/tokens', '')
      .reply(200, { object: 'token', jwt: 'header.payload.signature' })

    await expect(createSessionToken(ctx, 'sess_1')).resolves.toEqual({
      object: 'token',
      jwt: 'header.payload.signature',
    })
  })

  test('args: expires_in_seconds', async () => {
    for (const expires_in_seconds of [600, null]) {
      api()
        .post('/v1/sessions/sess_1/tokens', { expires_in_seconds })
        .reply(200, { object: 'token', jwt: 'header.payload.signature' })

      await createSessionToken(ctx, 'sess_1', { expires_in_seconds })
    }
  })
})
