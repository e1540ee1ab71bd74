import { createApiKey } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { apiKey } from '#fixtures/apiKey.ts'

interceptRequests()

describe('createApiKey', () => {
  const params = { name: 'Continuous integration', subject: 'user_1' }

  test('default', async () => {
    api()
      .post('/v1/api_keys', params)
      .reply(201, { ...apiKey(), secret: 'ak_secret' })

    const { secret } = await createApiKey(ctx, params)

    expect(secret).toBe('ak_secret')
  })

  test('args: claims keep their keys, and null is sent', async () => {
    const claims = { someKey: { 'kebab-case': [null] } }
    api()
      .post('/v1/api_keys', { ...params, claims, description: null, scopes: [] })
      .reply(201, { ...apiKey({ claims }), secret: 'ak_secret' })

    const key = await createApiKey(ctx, { ...params, claims, description: null, scopes: [] })

    expect(key.claims).toEqual(claims)
  })

  test('behavior: the status 200 of the specification is a success, too', async () => {
    api()
      .post('/v1/api_keys')
      .reply(200, { ...apiKey(), secret: 'ak_secret' })

    await expect(createApiKey(ctx, params)).resolves.toHaveProperty('secret', 'ak_secret')
  })
})
