import { getUserBillingSubscription, listBillingStatements } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { BILLING } from '#emulator-test/support/billing.ts'
import { emulate } from '#fixtures/emulator.ts'

describe('billing of a seed', () => {
  test('default', async () => {
    const { strict } = emulate({ seed: BILLING })
    expect(await getUserBillingSubscription(strict, 'user_ada')).toMatchObject({
      subscription_items: [{ id: 'csub_item_pro', plan: { slug: 'pro' } }],
    })
  })

  test('behavior: it sends no events', () => {
    expect(emulate({ seed: BILLING }).webhooks).toEqual([])
  })

  test('behavior: a default plan replaces the free plan', async () => {
    const { strict } = emulate({
      seed: {
        users: [{ id: 'user_ada', username: 'ada' }],
        billing: { plans: [{ name: 'Basic plan', is_default: true }] },
      },
    })
    const { subscription_items } = await getUserBillingSubscription(strict, 'user_ada')
    expect(subscription_items).toMatchObject([{ plan: { slug: 'basic_plan', is_default: true } }])
  })

  test('behavior: a snapshot contains it, and renewals continue after a restore', async () => {
    const emulator = emulate({ seed: BILLING })
    const other = emulate()
    other.restore(emulator.snapshot())
    for (const { clock } of [emulator, other]) clock.advance('31d')
    expect(await getUserBillingSubscription(other.strict, 'user_ada')).toEqual(
      await getUserBillingSubscription(emulator.strict, 'user_ada'),
    )
    expect(await listBillingStatements(other.strict)).toEqual(
      await listBillingStatements(emulator.strict),
    )
  })

  test.each([
    [
      { planz: [] },
      'billing.planz is unknown. Did you mean plans? It takes plans, prices, discounts, cards',
    ],
    [{ plans: {} }, 'billing.plans must be a list'],
    [{ plans: [{ amount: 100 }] }, 'billing.plans[0].name must be included.'],
    [
      { plans: [{ name: 'Pro', amount: 99 }] },
      'billing.plans[0].amount must be 0, or at least 100',
    ],
    [{ plans: [{ name: 'Pro', for_payer_type: 'team' }] }, 'billing.plans[0].for_payer_type must'],
    [
      { discounts: [{ name: 'Half' }] },
      'billing.discounts[0]: form_param_value_invalid: A discount',
    ],
    [
      { subscriptions: [{ user_id: 'user_none', plan: 'free_user' }] },
      'billing.subscriptions[0]: resource_not_found: No user was found with id user_none',
    ],
  ])('error: %j', (billing, message) => {
    // The result of `JSON.parse` has the type `any`, so that an invalid seed compiles.
    const seed = JSON.parse(JSON.stringify({ billing }))
    expect(() => emulate({ seed })).toThrow(message)
  })
})
