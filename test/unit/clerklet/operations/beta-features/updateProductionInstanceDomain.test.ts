import { updateProductionInstanceDomain } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('updateProductionInstanceDomain', () => {
  test('default', async () => {
    const params = { home_url: 'https://www.example.com', is_secondary: false }
    api().put('/v1/beta_features/domain', params).reply(202)

    await expect(updateProductionInstanceDomain(ctx, params)).resolves.toBeUndefined()
  })
})
