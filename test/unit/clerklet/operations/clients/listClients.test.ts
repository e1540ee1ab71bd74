import { ClerkConfigError, listClients } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { client } from '#fixtures/client.ts'

interceptRequests()

describe('listClients', () => {
  test('default', async () => {
    const page = { data: [client()], total_count: 12 }
    api().get('/v1/clients').query({ paginated: 'true' }).reply(200, page)

    await expect(listClients(ctx)).resolves.toEqual(page)
  })

  test('args: params', async () => {
    api()
      .get('/v1/clients')
      .query({ limit: '500', offset: '20', paginated: 'true' })
      .reply(200, { data: [], total_count: 12 })

    const { data } = await listClients(ctx, { limit: Infinity, offset: 20 })

    expect(data).toEqual([])
  })

  test('behavior: callers cannot turn the envelope off', async () => {
    api()
      .get('/v1/clients')
      .query({ limit: '10', paginated: 'true' })
      .reply(200, { data: [], total_count: 0 })
    const params = { limit: 10, paginated: false }

    await expect(listClients(ctx, params)).resolves.toEqual({ data: [], total_count: 0 })
  })

  test('error: a limit beyond the largest page is refused before any request', async () => {
    await expect(listClients(ctx, { limit: 501 })).rejects.toThrow(ClerkConfigError)
  })
})
