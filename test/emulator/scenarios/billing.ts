import {
  adjustOrganizationBillingCreditBalance,
  adjustUserBillingCreditBalance,
  createBillingPrice,
  createOrganization,
  createUser,
  deleteUser,
  getOrganizationBillingCreditBalance,
  getOrganizationBillingSubscription,
  getUserBillingCreditBalance,
  getUserBillingSubscription,
  listBillingPlans,
  listBillingPrices,
  listBillingStatements,
  listBillingSubscriptionItems,
} from 'clerklet'
import { expect } from 'vitest'
import { BILLING } from '../support/billing.ts'
import type { Scenarios } from '../support/scenarios.ts'

const credit = { amount: 500, action: 'increase', idempotency_key: 'goodwill-1' } as const

export const scenarios: Scenarios = {
  'without a subscription, a payer has the free plan, which costs nothing and never ends': async ({
    ctx,
    refused,
  }) => {
    const user = await createUser(ctx, { username: 'adaking' })
    const organization = await createOrganization(ctx, { name: 'Acme' })
    const subscription = await getUserBillingSubscription(ctx, user.id)
    expect(subscription).toMatchObject({ status: 'active', eligible_for_free_trial: true })
    expect(subscription).not.toHaveProperty('next_payment')
    const [item] = subscription.subscription_items
    expect(item).toMatchObject({
      status: 'active',
      plan: { slug: 'free_user', fee: { amount: 0 }, annual_fee: null },
      payer: { user_id: user.id },
      period_end: null,
      next_payment: null,
    })
    expect(item).not.toHaveProperty('payment_method')
    expect(item?.payer).not.toHaveProperty('organization_id')
    expect(await getUserBillingSubscription(ctx, user.id)).toEqual(subscription)
    expect(await getOrganizationBillingSubscription(ctx, organization.id)).toMatchObject({
      subscription_items: [
        { plan: { slug: 'free_org' }, payer: { organization_id: organization.id } },
      ],
    })
    await refused(getUserBillingSubscription(ctx, 'user_none'), 404, 'resource_not_found')
    await refused(getOrganizationBillingSubscription(ctx, 'org_none'), 404, 'resource_not_found')
  },

  'plans are listed newest first, and filtered by the type of payer': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(BILLING)
    const slugs = async (params: object = {}) =>
      (await listBillingPlans(ctx, params)).data.map(({ slug }) => slug)
    expect(await slugs()).toEqual(['team', 'pro', 'free_org', 'free_user'])
    expect(await slugs({ payer_type: 'org' })).toEqual(['team', 'free_org'])
    const { data } = await listBillingPlans(ctx, { limit: 1, offset: 1 })
    expect(data).toMatchObject([
      {
        fee: { amount: 1000, amount_formatted: '10.00', currency: 'USD', currency_symbol: '$' },
        annual_monthly_fee: { amount: 800 },
        annual_fee: { amount: 9600, amount_formatted: '96.00' },
        is_recurring: true,
        free_trial_enabled: true,
        free_trial_days: 14,
        features: [{ slug: 'export', name: 'Export' }],
      },
    ])
    await refused(listBillingPlans(ctx, { payer_type: 'team' }), 422, 'form_param_value_invalid')
  },

  'prices are listed lowest first, and custom prices are added': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(BILLING)
    const price = await createBillingPrice(ctx, {
      plan_id: 'cplan_pro',
      amount: 900,
      description: 'Early customers',
    })
    expect(price).toMatchObject({
      is_default: false,
      fee: { amount: 900 },
      annual_monthly_fee: null,
      supported_billing_periods: 'month',
    })
    const { data } = await listBillingPrices(ctx, { plan_id: 'cplan_pro' })
    expect(data.map(({ amount }) => amount)).toEqual([900, 1000])
    expect(data[0]).toEqual(price)
    const annual = { plan_id: 'cplan_pro', amount: null, annual_monthly_amount: 700 }
    expect(await createBillingPrice(ctx, annual)).toMatchObject({
      amount: 0,
      fee: null,
      supported_billing_periods: 'annual',
    })
    expect((await listBillingPrices(ctx)).total_count).toBe(6)
    await refused(listBillingPrices(ctx, { plan_id: 'cplan_none' }), 404, 'resource_not_found')
    const create = (params: object) =>
      createBillingPrice(ctx, { plan_id: 'cplan_free_user', amount: 900, ...params })
    await refused(create({ plan_id: 'cplan_none' }), 404, 'resource_not_found')
    await refused(create({ amount: 99 }), 422, 'form_param_value_invalid')
    await refused(create({ currency: 'dollar' }), 422, 'form_param_value_invalid')
    await refused(create({ supported_billing_periods: 'both' }), 422, 'form_param_missing')
    await refused(create({ amount: null }), 422, 'form_param_missing')
  },

  'items are filtered by status, type, plan and text, and include free ones on request': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(BILLING)
    await createUser(ctx, { username: 'bobby' })
    const plans = async (params: object = {}) =>
      (await listBillingSubscriptionItems(ctx, params)).data.map(({ plan }) => plan?.slug)
    expect(await plans()).toEqual(['team', 'pro'])
    expect(await plans({ include_free: true })).toHaveLength(3)
    expect(await plans({ payer_type: 'org' })).toEqual(['team'])
    expect(await plans({ plan_id: 'cplan_pro' })).toEqual(['pro'])
    expect(await plans({ query: 'acme' })).toEqual(['team'])
    expect(await plans({ query: 'ada@' })).toEqual(['pro'])
    expect(await plans({ status: 'active' })).toEqual(['team', 'pro'])
    expect(await plans({ status: 'ended' })).toEqual([])
    const list = listBillingSubscriptionItems(ctx, { status: 'gone' })
    await refused(list, 422, 'form_param_value_invalid')
  },

  'credit is increased and decreased, once for each idempotency key': async ({ ctx, refused }) => {
    const { id } = await createUser(ctx, { username: 'adaking' })
    const balance = async () => (await getUserBillingCreditBalance(ctx, id)).balance
    const adjust = (params: object) =>
      adjustUserBillingCreditBalance(ctx, id, { ...credit, ...params })
    expect(await balance()).toBeNull()
    const entry = await adjust({ note: 'Sorry' })
    expect(entry).toMatchObject({ amount: { amount: 500 }, note: 'Sorry', source_type: 'grant' })
    expect(await adjust({ note: 'Sorry' })).toEqual(entry)
    expect(await balance()).toMatchObject({ amount: 500, amount_formatted: '5.00' })
    await refused(adjust({ amount: 600 }), 409, 'conflict')
    const lowered = await adjust({ amount: 200, action: 'decrease', idempotency_key: 'two' })
    expect(lowered.amount.amount).toBe(-200)
    expect(await balance()).toMatchObject({ amount: 300 })
    const key = { idempotency_key: 'three' }
    await refused(
      adjust({ ...key, action: 'decrease', amount: 301 }),
      422,
      'form_param_value_invalid',
    )
    await refused(adjust({ ...key, amount: 0 }), 422, 'form_param_value_invalid')
    await refused(adjust({ ...key, action: 'double' }), 422, 'form_param_value_invalid')
    await refused(adjust({ ...key, currency: 'EUR' }), 422, 'form_param_value_invalid')
    await refused(getUserBillingCreditBalance(ctx, 'user_none'), 404, 'resource_not_found')
    await refused(
      adjustUserBillingCreditBalance(ctx, 'user_none', credit),
      404,
      'resource_not_found',
    )
  },

  'each organization has a separate credit balance': async ({ ctx, refused }) => {
    const { id } = await createOrganization(ctx, { name: 'Acme' })
    expect(await getOrganizationBillingCreditBalance(ctx, id)).toMatchObject({ balance: null })
    await adjustOrganizationBillingCreditBalance(ctx, id, { ...credit, currency: 'JPY' })
    expect(await getOrganizationBillingCreditBalance(ctx, id)).toMatchObject({
      balance: { amount: 500, amount_formatted: '500', currency: 'JPY', currency_symbol: '¥' },
    })
    const other = await createOrganization(ctx, { name: 'Other' })
    // The idempotency key may be used again for another balance.
    await adjustOrganizationBillingCreditBalance(ctx, other.id, credit)
    const none = 'org_none'
    await refused(getOrganizationBillingCreditBalance(ctx, none), 404, 'resource_not_found')
    await refused(
      adjustOrganizationBillingCreditBalance(ctx, none, credit),
      404,
      'resource_not_found',
    )
  },

  'the statements and items of a user are deleted with the user': async ({ ctx, emulator }) => {
    emulator.seed(BILLING)
    expect((await listBillingStatements(ctx)).total_count).toBe(2)
    await deleteUser(ctx, 'user_ada')
    expect((await listBillingStatements(ctx)).total_count).toBe(1)
    expect((await listBillingSubscriptionItems(ctx)).total_count).toBe(1)
  },
}
