import { listBillingSubscriptionItems } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { subscriptionItem } from '#fixtures/billing.ts'

interceptRequests()

describe('listBillingSubscriptionItems', () => {
  test('default', async () => {
    const page = { data: [subscriptionItem()], total_count: 1 }
    api().get('/v1/billing/subscription_items').query({ paginated: 'true' }).reply(200, page)

    await expect(listBillingSubscriptionItems(ctx)).resolves.toEqual(page)
  })

  test('args: include_free, false is sent', async () => {
    api()
      .get('/v1/billing/subscription_items')
      .query({ include_free: 'false', status: 'past_due', paginated: 'true' })
      .reply(200, { data: [], total_count: 0 })

    const { data } = await listBillingSubscriptionItems(ctx, {
      include_free: false,
      status: 'past_due',
    })

    expect(data).toEqual([])
  })

  test('behavior: an item without a plan or a payer agrees with the schema', async () => {
    const item = subscriptionItem({ plan_id: null, plan: null, payer_id: undefined })
    api()
      .get('/v1/billing/subscription_items')
      .query({ paginated: 'true' })
      .reply(200, { data: [item], total_count: 1 })

    const { data } = await listBillingSubscriptionItems(ctx)

    expect(data[0]?.plan).toBeNull()
  })
})
