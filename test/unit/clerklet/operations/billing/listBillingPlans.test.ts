import { listBillingPlans } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { plan } from '#fixtures/billing.ts'

interceptRequests()

describe('listBillingPlans', () => {
  test('default', async () => {
    const page = { data: [plan()], total_count: 1 }
    api().get('/v1/billing/plans').query({ paginated: 'true' }).reply(200, page)

    await expect(listBillingPlans(ctx)).resolves.toEqual(page)
  })

  test('args: params', async () => {
    api()
      .get('/v1/billing/plans')
      .query({ payer_type: 'org', limit: '500', paginated: 'true' })
      .reply(200, { data: [], total_count: 0 })

    const { data } = await listBillingPlans(ctx, { payer_type: 'org', limit: Infinity })

    expect(data).toEqual([])
  })
})
