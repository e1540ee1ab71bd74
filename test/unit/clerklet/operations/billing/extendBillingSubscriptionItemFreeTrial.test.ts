import { ClerkResponseError, extendBillingSubscriptionItemFreeTrial } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { money, plan, subscriptionItem } from '#fixtures/billing.ts'

interceptRequests()

describe('extendBillingSubscriptionItemFreeTrial', () => {
  const route = '/v1/billing/subscription_items/csub_item_1/extend_free_trial'
  const extended = subscriptionItem({ is_free_trial: true })

  test('default', async () => {
    api().post(route, { extend_to: '2026-06-01T00:00:00Z' }).reply(200, extended)

    await expect(
      extendBillingSubscriptionItemFreeTrial(ctx, 'csub_item_1', {
        extend_to: '2026-06-01T00:00:00Z',
      }),
    ).resolves.toEqual(extended)
  })

  test('args: extend_to, a Date is sent as RFC 3339', async () => {
    api().post(route, { extend_to: '2026-06-01T00:00:00.000Z' }).reply(200, extended)

    const { is_free_trial } = await extendBillingSubscriptionItemFreeTrial(ctx, 'csub_item_1', {
      extend_to: new Date('2026-06-01T00:00:00Z'),
    })

    expect(is_free_trial).toBe(true)
  })

  test('behavior: the older form of item and plan agrees with the schema', async () => {
    const older = {
      ...subscriptionItem({ is_free_trial: true }),
      payment_source_id: 'csrc_1',
      payment_source: null,
      proration_date: '2026-05-12',
      amount: money(1_000),
      plan: plan({ amount: 1_000, currency: 'USD', payer_type: ['org'], interval: 1 }),
    }
    api().post(route).reply(200, older)

    await expect(
      extendBillingSubscriptionItemFreeTrial(ctx, 'csub_item_1', { extend_to: new Date() }),
    ).resolves.toEqual(older)
  })

  test('error: a plan whose payer_type is not a list is refused', async () => {
    api()
      .post(route)
      .reply(200, { ...extended, plan: { ...plan(), payer_type: 'org' } })

    const error = await extendBillingSubscriptionItemFreeTrial(
      { ...ctx, onDrift: undefined },
      'csub_item_1',
      { extend_to: new Date() },
    ).catch((e) => e)

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error.issues).toEqual([
      { path: 'plan.payer_type', expected: 'array', received: 'string' },
    ])
  })
})
