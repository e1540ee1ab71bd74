import { ClerkConfigError, listApiKeys } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { apiKey } from '#fixtures/apiKey.ts'

interceptRequests()

describe('listApiKeys', () => {
  test('default', async () => {
    const page = { data: [apiKey()], total_count: 1 }
    api().get('/v1/api_keys').query({ subject: 'user_1' }).reply(200, page)

    await expect(listApiKeys(ctx, { subject: 'user_1' })).resolves.toEqual(page)
  })

  test('args: params', async () => {
    api()
      .get('/v1/api_keys')
      .query({ subject: 'user_1', include_invalid: 'true', limit: '100', query: '' })
      .reply(200, { data: [], total_count: 0 })
    const params = { subject: 'user_1', include_invalid: 'true', limit: Infinity, query: '' }

    const { data } = await listApiKeys(ctx, params)

    expect(data).toEqual([])
  })

  test('behavior: it uses the secret key, even when the context has a machine key', async () => {
    api().get('/v1/api_keys').query({ subject: 'mch_1' }).reply(200, { data: [], total_count: 0 })

    await listApiKeys({ ...ctx, machineSecretKey: 'ak_machine' }, { subject: 'mch_1' })
  })

  test('error: a limit over 100 is refused before any request', async () => {
    await expect(listApiKeys(ctx, { subject: 'user_1', limit: 101 })).rejects.toThrow(
      ClerkConfigError,
    )
  })
})
