import {
  type Context,
  createOrganizationInvitation,
  createOrganizationMembership,
  createUser,
  getOrganizationBillingSubscription,
  listBillingPlans,
  listBillingStatements,
  listOrganizationInvitations,
  revokeOrganizationInvitation,
} from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { expect } from 'vitest'
import { NOON } from '#fixtures/emulator.ts'
import { eventsAbout } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

const user = (name: string) => ({ id: `user_${name}`, username: name })

/** An organization with two members and a pending invitation. */
const seed = {
  users: [user('ada'), user('bob'), user('eve')],
  organizations: [
    {
      id: 'org_acme',
      name: 'Acme',
      max_allowed_memberships: 0,
      members: [
        { user_id: 'user_ada', role: 'org:admin' },
        { user_id: 'user_bob', role: 'org:member' },
      ],
      invitations: [{ email_address: 'joan@example.com', role: 'org:member' }],
    },
  ],
  billing: {
    plans: [
      {
        name: 'Team',
        for_payer_type: 'org',
        amount: 2500,
        seats: { amount: 1000, included: 1, limit: 4 },
      },
      { name: 'Capped', for_payer_type: 'org', amount: 500, seats: { limit: 3 } },
      { name: 'Seats alone', for_payer_type: 'org', seats: { amount: 800 } },
    ],
  },
} satisfies Seed

const item = async (ctx: Context) =>
  (await getOrganizationBillingSubscription(ctx, 'org_acme')).subscription_items[0]

export const scenarios: Scenarios = {
  'a plan with seats charges for members and pending invitations beyond the included ones': async ({
    ctx,
    emulator,
  }) => {
    emulator.seed(seed)
    const { data } = await listBillingPlans(ctx, { payer_type: 'org' })
    expect(data.find(({ slug }) => slug === 'team')?.unit_prices).toMatchObject([
      {
        name: 'seats',
        block_size: 1,
        tiers: [
          { starts_at_block: 1, ends_after_block: 1, fee_per_block: { amount: 0 } },
          { starts_at_block: 2, ends_after_block: 4, fee_per_block: { amount: 1000 } },
        ],
      },
    ])
    const { next_payment } = emulator.subscribe({ organization_id: 'org_acme', plan: 'team' })
    expect(await item(ctx)).toMatchObject({
      lifetime_paid: { amount: 4500 },
      seats: {
        quantity: 3,
        tiers: [
          { quantity: 1, total: { amount: 0 } },
          { quantity: 2, fee_per_block: { amount: 1000 }, total: { amount: 2000 } },
        ],
      },
    })
    expect(next_payment).toMatchObject({
      amount: { amount: 2500 },
      per_unit_totals: [{ name: 'seats' }],
      totals: { base_fee: { amount: 2500 }, grand_total: { amount: 4500 } },
    })
    expect(eventsAbout(emulator, 'subscriptionItem').at(-1)).toMatchObject({
      type: 'subscriptionItem.active',
      data: { seats: { quantity: 3 }, subscription_id: expect.stringMatching(/^csub_/) },
    })
    // In an item inside its subscription, `subscription_id` is null, and `payer` is missing.
    const subscription = eventsAbout(emulator, 'subscription').at(-1)
    expect(subscription?.data.items).toMatchObject([
      {
        seats: { quantity: 3 },
        subscription_id: null,
        plan: { unit_prices: [{ tiers: [{ amount_per_block: 0 }, { amount_per_block: 1000 }] }] },
      },
    ])
    expect(subscription).not.toHaveProperty('data.items.0.payer')
    expect(eventsAbout(emulator, 'paymentAttempt').at(-1)?.data.totals).toMatchObject({
      per_unit_totals: [
        { name: 'seats', amount: 0, quantity: 1, total: 0 },
        { name: 'seats', amount: 1000, quantity: 2, total: 2000 },
      ],
    })
  },

  'members and invitations beyond the seats are refused, and renewals charge for members': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(seed)
    emulator.subscribe({ organization_id: 'org_acme', plan: 'team' })
    const join = () =>
      createOrganizationMembership(ctx, 'org_acme', { user_id: 'user_eve', role: 'org:member' })
    const invite = () =>
      createOrganizationInvitation(ctx, 'org_acme', {
        email_address: 'new@example.com',
        role: 'org:member',
      })
    await refused(join(), 402, 'insufficient_seats')
    await refused(invite(), 402, 'insufficient_seats')
    const { data } = await listOrganizationInvitations(ctx, 'org_acme')
    await revokeOrganizationInvitation(ctx, 'org_acme', `${data[0]?.id}`)
    await invite()
    emulator.clock.advance('31d')
    expect(await item(ctx)).toMatchObject({
      seats: { quantity: 2 },
      lifetime_paid: { amount: 4500 + 3500 },
    })
    const statements = await listBillingStatements(ctx)
    expect(statements.data[0]?.totals).toMatchObject({
      base_fee: { amount: 2500 },
      subtotal: { amount: 3500 },
    })
    await refused(join(), 402, 'insufficient_seats')
  },

  'a plan may limit the seats, with or without a price for each': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(seed)
    emulator.subscribe({ organization_id: 'org_acme', plan: 'capped' })
    expect(await item(ctx)).toMatchObject({
      seats: { quantity: 3 },
      lifetime_paid: { amount: 500 },
    })
    const eve = { user_id: 'user_eve', role: 'org:member' }
    const join = createOrganizationMembership(ctx, 'org_acme', eve)
    await refused(join, 402, 'insufficient_seats')
    emulator.subscribe({ organization_id: 'org_acme', plan: 'free_org' })
    await createOrganizationMembership(ctx, 'org_acme', eve)
    const { id } = await createUser(ctx, { username: 'joan' })
    await createOrganizationMembership(ctx, 'org_acme', { user_id: id, role: 'org:member' })
    expect(() => emulator.subscribe({ organization_id: 'org_acme', plan: 'team' })).toThrow(
      'The subscription is refused: insufficient_seats: The plan allows 4 seats, and 5 are taken.',
    )
    expect(await item(ctx)).toMatchObject({ plan: { slug: 'free_org' } })
  },

  'a plan may charge for seats alone, by the month or by the year': async ({ ctx, emulator }) => {
    emulator.seed(seed)
    emulator.subscribe({ organization_id: 'org_acme', plan: 'seats_alone', plan_period: 'annual' })
    const own = await item(ctx)
    expect(own).toMatchObject({
      plan: { has_base_fee: false, is_recurring: true },
      lifetime_paid: { amount: 3 * 800 * 12 },
      next_payment: { amount: { amount: 0 }, totals: { grand_total: { amount: 3 * 800 * 12 } } },
    })
    expect(own?.period_end).toBe(NOON + 365 * 86_400_000)
  },
}
