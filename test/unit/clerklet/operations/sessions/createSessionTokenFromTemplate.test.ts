import { ClerkConfigError, createSessionTokenFromTemplate } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('createSessionTokenFromTemplate', () => {
  test('default', async () => {
    api()
      .post('/v1/sessions/sess_1/tokens/my%20template', '')
      .reply(200, { object: 'token', jwt: 'header.payload.signature' })

    await expect(createSessionTokenFromTemplate(ctx, 'sess_1', 'my template')).resolves.toEqual({
      object: 'token',
      jwt: 'header.payload.signature',
    })
  })

  test('args: expires_in_seconds', async () => {
    for (const expires_in_seconds of [600, null]) {
      api()
        .post('/v1/sessions/sess_1/tokens/my%20template', { expires_in_seconds })
        .reply(200, { object: 'token', jwt: 'header.payload.signature' })

      await createSessionTokenFromTemplate(ctx, 'sess_1', 'my template', { expires_in_seconds })
    }
  })

  test('error: an empty name is refused, and no session token made in its place', async () => {
    await expect(createSessionTokenFromTemplate(ctx, 'sess_1', '')).rejects.toThrow(
      ClerkConfigError,
    )
  })
})
