import {
  adjustUserBillingCreditBalance,
  applyBillingSubscriptionItemDiscount,
  type BillingSubscriptionItem,
  type Context,
  cancelBillingSubscriptionItem,
  createBillingPrice,
  createBillingPriceTransition,
  extendBillingSubscriptionItemFreeTrial,
  getUserBillingCreditBalance,
  getUserBillingSubscription,
  listBillingSubscriptionItems,
  removeBillingSubscriptionItemDiscount,
} from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { expect } from 'vitest'
import { NOON } from '#fixtures/emulator.ts'
import { BILLING } from '../support/billing.ts'
import { eventsAbout, eventsOf } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

const DAY = 86_400_000
/** A month after May 12, when the scenarios start. */
const JUNE = NOON + 31 * DAY

/** Lists Ada's subscription items, each as its plan and its status. */
async function plansOf(ctx: Context) {
  const { subscription_items } = await getUserBillingSubscription(ctx, 'user_ada')
  return subscription_items.map(({ plan, status }) => `${plan?.slug} ${status}`)
}

/** Returns the events about Ada. */
const ofAda = <T extends { data: unknown }>(events: T[]) =>
  events.filter(({ data }) => JSON.stringify(data).includes('user_ada'))

const onTrial: Seed = {
  billing: {
    subscriptions: [{ id: 'csub_item_trial', user_id: 'user_ada', plan: 'pro', free_trial: true }],
  },
}

export const scenarios: Scenarios = {
  'an item is paid for each period, and shows its next payment': async ({ ctx, emulator }) => {
    emulator.seed(BILLING)
    const { next_payment, subscription_items } = await getUserBillingSubscription(ctx, 'user_ada')
    expect(next_payment).toMatchObject({ date: JUNE, amount: { amount: 1000 } })
    expect(subscription_items).toMatchObject([
      {
        id: 'csub_item_pro',
        status: 'active',
        plan_period: 'month',
        period_start: NOON,
        period_end: JUNE,
        lifetime_paid: { amount: 1000 },
        payment_method: { last4: '4242' },
        next_payment: { date: JUNE },
      },
    ])
    emulator.clock.advance('31d')
    const renewed = await getUserBillingSubscription(ctx, 'user_ada')
    expect(renewed.subscription_items).toMatchObject([
      { period_start: JUNE, period_end: JUNE + 30 * DAY, lifetime_paid: { amount: 2000 } },
    ])
    expect(ofAda(eventsAbout(emulator, 'paymentAttempt'))).toMatchObject([
      { type: 'paymentAttempt.created', data: { status: 'pending', paid_at: null } },
      { type: 'paymentAttempt.updated', data: { status: 'paid', charge_type: 'recurring' } },
    ])
  },

  'a canceled item stays until its period ends, and then the free plan starts': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(BILLING)
    const canceled = await cancelBillingSubscriptionItem(ctx, 'csub_item_pro')
    expect(canceled).toMatchObject({ status: 'canceled', canceled_at: NOON, next_payment: null })
    await refused(cancelBillingSubscriptionItem(ctx, 'csub_item_pro'), 400, 'bad_request')
    expect(await plansOf(ctx)).toEqual(['pro canceled', 'free_user upcoming'])
    emulator.clock.advance('31d')
    expect(await plansOf(ctx)).toEqual(['free_user active'])
    expect(ofAda(emulator.webhooks).map(({ type }) => type)).toEqual([
      'subscriptionItem.canceled',
      'subscriptionItem.upcoming',
      'subscription.updated',
      'subscriptionItem.ended',
      'subscriptionItem.active',
      'subscription.updated',
    ])
    const { data } = await listBillingSubscriptionItems(ctx, { status: 'ended' })
    expect(data).toMatchObject([
      { id: 'csub_item_pro', ended_at: JUNE, lifetime_paid: { amount: 1000 } },
    ])
    await refused(cancelBillingSubscriptionItem(ctx, 'csub_item_pro'), 400, 'bad_request')
  },

  'an item can be ended at once, but a free item cannot': async ({ ctx, emulator, refused }) => {
    emulator.seed(BILLING)
    const ended = await cancelBillingSubscriptionItem(ctx, 'csub_item_pro', { end_now: true })
    expect(ended).toMatchObject({ status: 'ended', ended_at: NOON, canceled_at: NOON })
    expect(await plansOf(ctx)).toEqual(['free_user active'])
    const { subscription_items } = await getUserBillingSubscription(ctx, 'user_ada')
    const free = cancelBillingSubscriptionItem(ctx, `${subscription_items[0]?.id}`)
    await refused(free, 400, 'bad_request')
    const unknown = cancelBillingSubscriptionItem(ctx, 'csub_item_none')
    await refused(unknown, 404, 'resource_not_found')
  },

  'an extended free trial ends later, and is then paid for': async ({ ctx, emulator, refused }) => {
    emulator.seed(BILLING)
    emulator.seed(onTrial)
    const extend = (days: number, id = 'csub_item_trial') =>
      extendBillingSubscriptionItemFreeTrial(ctx, id, { extend_to: new Date(NOON + days * DAY) })
    const { subscription_items, eligible_for_free_trial } = await getUserBillingSubscription(
      ctx,
      'user_ada',
    )
    expect(eligible_for_free_trial).toBe(false)
    expect(subscription_items).toMatchObject([
      { is_free_trial: true, period_end: NOON + 14 * DAY, lifetime_paid: { amount: 0 } },
    ])
    const extended = await extend(20)
    expect(extended).toMatchObject({
      is_free_trial: true,
      period_end: NOON + 20 * DAY,
      plan: { amount: 1000, currency: 'USD', description: '' },
      payment_source: { last4: '4242' },
    })
    expect(await extend(20)).toEqual(extended)
    const { data } = await listBillingSubscriptionItems(ctx, { status: 'free_trial' })
    expect(data).toHaveLength(1)
    await refused(extend(0), 422, 'form_param_value_invalid')
    await refused(extend(20 + 366), 422, 'form_param_value_invalid')
    await refused(extend(20, 'csub_item_team'), 422, 'form_param_value_invalid')
    await refused(extend(20, 'csub_item_none'), 404, 'resource_not_found')

    emulator.clock.advance('20d')
    const paid = await getUserBillingSubscription(ctx, 'user_ada')
    expect(paid.subscription_items).toMatchObject([
      { is_free_trial: false, period_start: NOON + 20 * DAY, lifetime_paid: { amount: 1000 } },
    ])
  },

  'a move to a higher price is immediate, and refunds the rest of the period': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(BILLING)
    const { data } = await listBillingSubscriptionItems(ctx, { plan_id: 'cplan_pro' })
    const from_price_id = `${data[0]?.price_id}`
    const { id: to_price_id } = await createBillingPrice(ctx, {
      plan_id: 'cplan_pro',
      amount: 3100,
    })
    const move = (params: object = {}) =>
      createBillingPriceTransition(ctx, 'csub_item_pro', { from_price_id, to_price_id, ...params })
    emulator.clock.advance('21d')
    const { subscription_item, transition } = await move()
    // 10 of 31 days are left of a period that cost 10.00.
    expect(transition).toMatchObject({
      effective_mode: 'immediate',
      charged_immediately: true,
      immediate_charge: { amount: 3100 - Math.round((1000 * 10) / 31) },
      previous_subscription_item_id: 'csub_item_pro',
      previous_subscription_item_status: 'ended',
      previous_price: { id: from_price_id },
      previous_plan: { id: 'cplan_pro', amount: 1000 },
    })
    expect(subscription_item).toMatchObject({ status: 'active', price_id: to_price_id })
    expect(await plansOf(ctx)).toEqual(['pro active'])
    await refused(move(), 409, 'conflict')
    await refused(move({ from_price_id: 'cprice_none' }), 404, 'resource_not_found')
    const none = createBillingPriceTransition(ctx, 'csub_item_none', { from_price_id, to_price_id })
    await refused(none, 404, 'resource_not_found')
  },

  'a move to a lower price starts after the period, and can be canceled until then': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(BILLING)
    const { data } = await listBillingSubscriptionItems(ctx, { plan_id: 'cplan_pro' })
    const from_price_id = `${data[0]?.price_id}`
    const { id: to_price_id } = await createBillingPrice(ctx, { plan_id: 'cplan_pro', amount: 500 })
    const move = (params: object = {}) =>
      createBillingPriceTransition(ctx, 'csub_item_pro', { from_price_id, to_price_id, ...params })
    const first = await move()
    expect(first.transition).toMatchObject({
      effective_mode: 'end_of_period',
      effective_at: JUNE,
      charged_immediately: false,
      immediate_charge: null,
      previous_subscription_item_status: 'canceled',
    })
    expect(await plansOf(ctx)).toEqual(['pro canceled', 'pro upcoming'])
    await refused(move(), 409, 'conflict')
    expect((await listBillingSubscriptionItems(ctx, { status: 'upcoming' })).data).toMatchObject([
      { next_payment: { date: JUNE, amount: { amount: 500 } } },
    ])

    const off = await cancelBillingSubscriptionItem(ctx, first.subscription_item.id)
    expect(off.status).toBe('abandoned')
    expect(eventsOf(emulator, 'subscriptionItem')).toEqual([
      'subscriptionItem.canceled',
      'subscriptionItem.upcoming',
      'subscriptionItem.abandoned',
      'subscriptionItem.updated',
    ])
    expect(await plansOf(ctx)).toEqual(['pro active'])
    await move()
    emulator.clock.advance('31d')
    expect(await plansOf(ctx)).toEqual(['pro active'])
    const { subscription_items } = await getUserBillingSubscription(ctx, 'user_ada')
    expect(subscription_items).toMatchObject([
      { price_id: to_price_id, lifetime_paid: { amount: 500 } },
    ])
    const another = createBillingPriceTransition(ctx, `${subscription_items[0]?.id}`, {
      from_price_id: to_price_id,
      to_price_id: 'cprice_free_org',
    })
    await refused(another, 422, 'form_param_value_invalid')
  },

  'a discount lowers the next charges, and replaces the discount before': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(BILLING)
    const apply = (discount_id: string, id = 'csub_item_pro') =>
      applyBillingSubscriptionItemDiscount(ctx, id, { discount_id })
    const next = async () => {
      const { next_payment } = await getUserBillingSubscription(ctx, 'user_ada')
      return next_payment?.amount.amount
    }
    expect(await apply('disc_three')).toMatchObject({
      status: 'active',
      effect: 'fixed_amount',
      amount_off: { amount: 300 },
      amount: { amount: 300 },
      percent_off: null,
      cycles_remaining: null,
      source: 'manual',
    })
    expect(await next()).toBe(700)
    await refused(apply('disc_three'), 409, 'conflict')
    expect(await apply('disc_half')).toMatchObject({ percent_off: 50, cycles_remaining: 1 })
    expect(await next()).toBe(500)
    const remove = (discount_id: string, id = 'csub_item_pro') =>
      removeBillingSubscriptionItemDiscount(ctx, id, discount_id)
    await refused(remove('disc_three'), 404, 'resource_not_found')
    await refused(remove('disc_half', 'csub_item_none'), 404, 'resource_not_found')
    await refused(apply('disc_none'), 404, 'resource_not_found')
    await refused(apply('disc_half', 'csub_item_none'), 404, 'resource_not_found')
    expect(await remove('disc_half')).toMatchObject({ status: 'removed' })
    expect(await next()).toBe(1000)

    await apply('disc_half')
    emulator.clock.advance('31d')
    const lifetime = async () => (await items(ctx))[0]?.lifetime_paid?.amount
    expect([await lifetime(), await next()]).toEqual([1500, 1000])
  },

  'a new subscription ends the plan before, with events for both': async ({ ctx, emulator }) => {
    emulator.seed({ ...BILLING, billing: { plans: BILLING.billing.plans } })
    expect(await plansOf(ctx)).toEqual(['free_user active'])
    const subscription = emulator.subscribe({
      user_id: 'user_ada',
      plan: 'pro',
      plan_period: 'annual',
    })
    expect(await getUserBillingSubscription(ctx, 'user_ada')).toEqual(subscription)
    expect(subscription.next_payment?.amount.amount).toBe(9600)
    expect(eventsOf(emulator, 'subscriptionItem')).toEqual([
      'subscriptionItem.incomplete',
      'subscriptionItem.ended',
      'subscriptionItem.active',
    ])
    expect(eventsOf(emulator, 'subscription')).toEqual(['subscription.active'])
    expect(eventsOf(emulator, 'paymentAttempt')).toHaveLength(2)
    emulator.subscribe({ organization_id: 'org_acme', plan: 'team', past_due: true })
    expect(eventsOf(emulator, 'subscription').slice(1)).toEqual([
      'subscription.created',
      'subscription.active',
      'subscription.pastDue',
    ])
    expect(() => emulator.subscribe({ user_id: 'user_ada', plan: 'gold' })).toThrow(
      'The subscription is refused: resource_not_found: No plan was found with id or slug gold',
    )
  },

  'the clock sends the events of each period at their times and in order': async ({
    ctx,
    emulator,
  }) => {
    emulator.seed({ ...BILLING, billing: { plans: BILLING.billing.plans } })
    emulator.subscribe({
      id: 'csub_item_trial',
      user_id: 'user_ada',
      plan: 'pro',
      free_trial: true,
    })
    emulator.clock.advance('7d')
    emulator.subscribe({ organization_id: 'org_acme', plan: 'team' })
    const before = emulator.webhooks.length
    emulator.clock.advance('45d')
    const sent = emulator.webhooks.slice(before).map(({ type, timestamp }) => {
      return `${new Date(timestamp).toISOString().slice(5, 10)} ${type}`
    })
    const renewed = (day: string) =>
      ['paymentAttempt.created', 'paymentAttempt.updated', 'subscriptionItem.updated'].map(
        (type) => `${day} ${type}`,
      )
    expect(sent).toEqual([
      '05-23 subscriptionItem.freeTrialEnding',
      ...renewed('05-26'),
      '05-26 subscription.updated',
      ...renewed('06-19'),
      '06-19 subscription.updated',
      ...renewed('06-26'),
      '06-26 subscription.updated',
    ])
    const [item] = await items(ctx)
    expect(item).toMatchObject({ is_free_trial: false, lifetime_paid: { amount: 2000 } })
  },

  'freeTrialEnding is sent at once for a trial under three days, and again after an extension':
    async ({ ctx, emulator }) => {
      const plans = [{ name: 'Brief', slug: 'brief', amount: 500, free_trial_days: 2 }]
      emulator.seed({ ...BILLING, billing: { plans } })
      const subscribed = emulator.subscribe({
        user_id: 'user_ada',
        plan: 'brief',
        free_trial: true,
      })
      expect(eventsOf(emulator, 'subscriptionItem')).toEqual([
        'subscriptionItem.active',
        'subscriptionItem.freeTrialEnding',
      ])
      const id = `${subscribed.subscription_items[0]?.id}`
      await extendBillingSubscriptionItemFreeTrial(ctx, id, {
        extend_to: new Date(NOON + 10 * DAY),
      })
      emulator.clock.advance('6d')
      expect(eventsOf(emulator, 'subscriptionItem')).toHaveLength(3)
      emulator.clock.advance('1d')
      expect(eventsOf(emulator, 'subscriptionItem').slice(2)).toEqual([
        'subscriptionItem.updated',
        'subscriptionItem.freeTrialEnding',
      ])
    },

  'a subscription whose renewal is declined is past due until it is paid': async ({
    ctx,
    emulator,
  }) => {
    emulator.seed(BILLING)
    emulator.setCard({ user_id: 'user_ada', declines: true })
    emulator.clock.advance('31d')
    expect(await getUserBillingSubscription(ctx, 'user_ada')).toMatchObject({
      status: 'past_due',
      past_due_at: JUNE,
      subscription_items: [
        { status: 'past_due', past_due_at: JUNE, lifetime_paid: { amount: 1000 } },
      ],
    })
    const sent = () => ofAda(emulator.webhooks).map(({ type }) => type)
    expect(sent()).toEqual([
      'paymentAttempt.created',
      'paymentAttempt.updated',
      'subscriptionItem.pastDue',
      'subscription.pastDue',
    ])
    expect(ofAda(eventsAbout(emulator, 'paymentAttempt'))[1]?.data).toMatchObject({
      status: 'failed',
      failed_at: JUNE,
      failed_reason: { code: 'card_declined' },
    })
    emulator.clock.advance('40d')
    expect(sent()).toHaveLength(4)
    emulator.setCard({ user_id: 'user_ada', declines: false })
    expect(sent().slice(4)).toEqual([
      'paymentAttempt.created',
      'paymentAttempt.updated',
      'subscriptionItem.active',
      'subscription.active',
    ])
    expect(await getUserBillingSubscription(ctx, 'user_ada')).toMatchObject({
      status: 'active',
      past_due_at: null,
      subscription_items: [
        { status: 'active', period_start: JUNE + 40 * DAY, lifetime_paid: { amount: 2000 } },
      ],
    })
    expect(() => emulator.setCard({ user_id: 'user_none', declines: true })).toThrow(
      'The card is refused: resource_not_found: No user was found with id user_none',
    )
  },

  'a declined checkout is incomplete, and changes nothing else': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const cards = [{ user_id: 'user_ada', declines: true }]
    emulator.seed({ ...BILLING, billing: { plans: BILLING.billing.plans, cards } })
    emulator.subscribe({ id: 'csub_item_1', user_id: 'user_ada', plan: 'pro' })
    expect(await plansOf(ctx)).toEqual(['pro incomplete', 'free_user active'])
    expect(eventsOf(emulator, 'subscriptionItem')).toEqual(['subscriptionItem.incomplete'])
    const cancel = cancelBillingSubscriptionItem(ctx, 'csub_item_1')
    await refused(cancel, 400, 'bad_request')
    emulator.setCard({ user_id: 'user_ada', declines: false })
    emulator.subscribe({ user_id: 'user_ada', plan: 'pro' })
    expect(await plansOf(ctx)).toEqual(['pro active'])
    expect(eventsOf(emulator, 'subscriptionItem').slice(1)).toEqual([
      'subscriptionItem.incomplete',
      'subscriptionItem.abandoned',
      'subscriptionItem.ended',
      'subscriptionItem.active',
    ])
  },

  'a move to a higher price is refused when the card declines': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(BILLING)
    const from_price_id = `${(await items(ctx))[0]?.price_id}`
    const { id: to_price_id } = await createBillingPrice(ctx, {
      plan_id: 'cplan_pro',
      amount: 3100,
    })
    emulator.setCard({ user_id: 'user_ada', declines: true })
    const move = createBillingPriceTransition(ctx, 'csub_item_pro', { from_price_id, to_price_id })
    await refused(move, 400, 'bad_request')
    expect(await plansOf(ctx)).toEqual(['pro active'])
  },

  'canceling the upcoming free plan resumes the canceled plan': async ({ ctx, emulator }) => {
    emulator.seed(BILLING)
    await cancelBillingSubscriptionItem(ctx, 'csub_item_pro')
    const [, free] = await items(ctx)
    await cancelBillingSubscriptionItem(ctx, `${free?.id}`)
    expect(await plansOf(ctx)).toEqual(['pro active'])
    await cancelBillingSubscriptionItem(ctx, 'csub_item_pro')
    expect((await items(ctx))[1]?.id).toBe(free?.id)
  },

  'credit is used for the next charge': async ({ ctx, emulator }) => {
    emulator.seed(BILLING)
    await adjustUserBillingCreditBalance(ctx, 'user_ada', {
      amount: 1200,
      action: 'increase',
      idempotency_key: 'one',
    })
    const { next_payment } = await getUserBillingSubscription(ctx, 'user_ada')
    expect(next_payment).toMatchObject({
      amount: { amount: 0 },
      totals: {
        subtotal: { amount: 1000 },
        credits: {
          payer: { applied_amount: { amount: 1000 }, remaining_balance: { amount: 200 } },
        },
      },
    })
    emulator.clock.advance('31d')
    expect((await items(ctx))[0]?.lifetime_paid?.amount).toBe(1000)
    const { balance } = await getUserBillingCreditBalance(ctx, 'user_ada')
    expect(balance?.amount).toBe(200)
  },
}

async function items(ctx: Context): Promise<BillingSubscriptionItem[]> {
  return (await getUserBillingSubscription(ctx, 'user_ada')).subscription_items
}
