import { revokeApiKey } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { apiKey } from '#fixtures/apiKey.ts'

interceptRequests()

describe('revokeApiKey', () => {
  test('default', async () => {
    const revoked = apiKey({ revoked: true })
    api()
      .post('/v1/api_keys/ak_1/revoke', (body) => JSON.stringify(body) === '{}')
      .reply(200, revoked)

    await expect(revokeApiKey(ctx, 'ak_1')).resolves.toEqual(revoked)
  })

  test('args: revocation_reason', async () => {
    for (const revocation_reason of ['Leaked', null]) {
      api()
        .post('/v1/api_keys/ak_1/revoke', { revocation_reason })
        .reply(200, apiKey({ revoked: true, revocation_reason }))

      await expect(revokeApiKey(ctx, 'ak_1', { revocation_reason })).resolves.toHaveProperty(
        'revocation_reason',
        revocation_reason,
      )
    }
  })
})
