import { cancelBillingSubscriptionItem } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { subscriptionItem } from '#fixtures/billing.ts'

interceptRequests()

describe('cancelBillingSubscriptionItem', () => {
  const route = '/v1/billing/subscription_items/csub_item_1'

  test('default', async () => {
    const item = subscriptionItem({ canceled_at: 1_700_000_000_000 })
    api().delete(route).reply(200, item)

    await expect(cancelBillingSubscriptionItem(ctx, 'csub_item_1')).resolves.toEqual(item)
  })

  test('args: end_now is sent in the query', async () => {
    api()
      .delete(route, (body) => !body)
      .query({ end_now: 'true' })
      .reply(200, subscriptionItem({ status: 'ended' }))

    const { status } = await cancelBillingSubscriptionItem(ctx, 'csub_item_1', { end_now: true })

    expect(status).toBe('ended')
  })
})
