import {
  getBillingStatement,
  listBillingStatementPaymentAttempts,
  listBillingStatements,
} from 'clerklet'
import { expect } from 'vitest'
import { NOON } from '#fixtures/emulator.ts'
import { BILLING } from '../support/billing.ts'
import type { Scenarios } from '../support/scenarios.ts'

const DAY = 86_400_000

export const scenarios: Scenarios = {
  'each month of a payer has its statement, with the charges by day': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed(BILLING)
    emulator.clock.advance('31d')
    const { data, total_count } = await listBillingStatements(ctx)
    expect(total_count).toBe(4)
    expect(data.map(({ status }) => status)).toEqual(['open', 'open', 'closed', 'closed'])
    expect(data.map(({ totals }) => totals.grand_total.amount).sort()).toEqual([
      1000, 1000, 5000, 5000,
    ])
    const [first] = data
    const statement = await getBillingStatement(ctx, `${first?.id}`)
    expect(statement).toEqual(first)
    const { data: attempts } = await listBillingStatementPaymentAttempts(ctx, statement.id)
    expect(statement.groups).toEqual([
      {
        object: 'commerce_statement_group',
        timestamp: Math.floor((NOON + 31 * DAY) / DAY) * DAY,
        items: attempts,
      },
    ])
    expect(attempts).toMatchObject([
      {
        status: 'paid',
        charge_type: 'recurring',
        paid_at: NOON + 31 * DAY,
        statement_id: statement.id,
        payment_method: { last4: '4242' },
      },
    ])
    await refused(getBillingStatement(ctx, 'stmt_none'), 404, 'resource_not_found')
    const none = listBillingStatementPaymentAttempts(ctx, 'stmt_none')
    await refused(none, 404, 'resource_not_found')
    const page = listBillingStatements({ ...ctx, apiVersion: '2020-01-01' })
    await refused(page, 400, 'api_version_invalid')
  },

  'a seed may contain statements, whose failed charges are not in the total': async ({
    ctx,
    emulator,
  }) => {
    emulator.seed({
      users: [{ id: 'user_bob', username: 'bob' }],
      billing: {
        statements: [
          {
            id: 'stmt_may',
            user_id: 'user_bob',
            payments: [
              { id: 'cpayatt_1', amount: 1000 },
              { id: 'cpayatt_2', amount: 500, status: 'failed' },
              { id: 'cpayatt_3', amount: 700, status: 'pending' },
            ],
          },
        ],
      },
    })
    const { totals } = await getBillingStatement(ctx, 'stmt_may')
    expect(totals.grand_total.amount).toBe(1000)
    const { data } = await listBillingStatementPaymentAttempts(ctx, 'stmt_may')
    expect(data).toMatchObject([
      { id: 'cpayatt_3', status: 'pending', paid_at: null, failed_at: null },
      { id: 'cpayatt_2', status: 'failed', failed_at: NOON },
      { id: 'cpayatt_1', status: 'paid', paid_at: NOON },
    ])
  },

  'a seeded subscription that started in the past has a statement for each month since': async ({
    ctx,
    emulator,
  }) => {
    emulator.seed({ ...BILLING, billing: { plans: BILLING.billing.plans } })
    emulator.seed({
      billing: {
        subscriptions: [{ user_id: 'user_ada', plan: 'pro', started_at: NOON - 100 * DAY }],
      },
    })
    const { data } = await listBillingStatements(ctx)
    expect(data).toHaveLength(4)
    expect(data.map(({ timestamp }) => timestamp)).toEqual(
      data.map(({ timestamp }) => timestamp).sort((one, other) => other - one),
    )
  },
}
