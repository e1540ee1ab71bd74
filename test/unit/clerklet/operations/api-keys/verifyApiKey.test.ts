import { inspect } from 'node:util'
import { verifyApiKey } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { apiKey } from '#fixtures/apiKey.ts'

interceptRequests()

describe('verifyApiKey', () => {
  test('default', async () => {
    api().post('/v1/api_keys/verify', { secret: 'ak_secret' }).reply(200, apiKey())

    await expect(verifyApiKey(ctx, { secret: 'ak_secret' })).resolves.toEqual(apiKey())
  })

  test('behavior: a revoked key is returned, not thrown', async () => {
    api()
      .post('/v1/api_keys/verify')
      .reply(200, apiKey({ revoked: true }))

    const { revoked } = await verifyApiKey(ctx, { secret: 'ak_secret' })

    expect(revoked).toBe(true)
  })

  test('error: the key is not in the error', async () => {
    const entry = { code: 'resource_not_found', message: 'no', long_message: 'No such key.' }
    api()
      .post('/v1/api_keys/verify')
      .reply(404, { errors: [entry] })

    const error = await verifyApiKey(ctx, { secret: 'ak_secret' }).catch((e) => e)

    expect(error).toMatchObject({ status: 404, code: 'resource_not_found' })
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain('ak_secret')
  })
})
