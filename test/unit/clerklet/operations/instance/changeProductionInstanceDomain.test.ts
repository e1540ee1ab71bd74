import { changeProductionInstanceDomain } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('changeProductionInstanceDomain', () => {
  test('default', async () => {
    const params = { home_url: 'https://www.example.com', is_secondary: false }
    api().post('/v1/instance/change_domain', params).reply(202)

    await expect(changeProductionInstanceDomain(ctx, params)).resolves.toBeUndefined()
  })

  test('behavior: it is not retried when the gateway fails', async () => {
    api().post('/v1/instance/change_domain').reply(502, '<html>', { 'content-type': 'text/html' })

    await expect(
      changeProductionInstanceDomain(ctx, { home_url: 'https://www.example.com' }),
    ).rejects.toMatchObject({ status: 502, operation: 'changeProductionInstanceDomain' })
  })
})
