import { plantEach, type Shapes } from '../core/seeding.ts'
import type { State } from '../state.ts'
import { addPayment } from './charges.ts'
import { addDiscount, type BillingDiscountSeed } from './discounts.ts'
import { emitPayment } from './events.ts'
import { money } from './money.ts'
import { ensurePayerOf, type PayerOwner } from './payers.ts'
import {
  addPlan,
  addPrice,
  type BillingPlanSeed,
  type BillingPriceSeed,
  PRICE_KINDS,
} from './plans.ts'
import {
  type BillingCardSeed,
  type BillingSubscriptionSeed,
  setCard,
  subscribe,
} from './subscriptions.ts'

/** The part of a seed about billing. Each instance already has a free plan for users and a free plan for organizations. */
export interface BillingSeed {
  plans?: readonly BillingPlanSeed[] | undefined
  prices?: readonly BillingPriceSeed[] | undefined
  discounts?: readonly BillingDiscountSeed[] | undefined
  cards?: readonly BillingCardSeed[] | undefined
  subscriptions?: readonly BillingSubscriptionSeed[] | undefined
  statements?: readonly BillingStatementSeed[] | undefined
}

/** A statement with charges that belong to no subscription. */
export type BillingStatementSeed = PayerOwner & {
  /** `stmt_…`. Default: a new id. */
  id?: string | undefined
  /** Epoch milliseconds. Default: now. */
  timestamp?: number | undefined
  payments: readonly {
    /** Default: a new id. */
    id?: string | undefined
    /** The amount in cents. */
    amount: number
    /** ISO 4217. Default: `USD`. */
    currency?: string | undefined
    /** The status of the payment attempt. Default: `paid`. */
    status?: 'pending' | 'paid' | 'failed' | undefined
  }[]
}

const OWNER = { user_id: 'string', organization_id: 'string' } as const

export const BILLING_SHAPES: Shapes<BillingSeed> = {
  plans: {
    kinds: {
      id: 'string',
      name: 'string',
      slug: 'string',
      for_payer_type: 'string',
      amount: 'number',
      annual_monthly_amount: 'number',
      currency: 'string',
      description: 'string',
      is_default: 'boolean',
      publicly_visible: 'boolean',
      features: 'any',
      free_trial_days: 'number',
      seats: { amount: 'number', included: 'number', limit: 'number' },
    },
    needs: ['name'],
  },
  prices: {
    kinds: { ...PRICE_KINDS, id: 'string' },
    needs: ['plan_id'],
  },
  discounts: {
    kinds: {
      id: 'string',
      name: 'string',
      percent_off: 'number',
      amount_off: 'number',
      cycles: 'number',
    },
    needs: ['name'],
  },
  cards: {
    kinds: { ...OWNER, declines: 'boolean' },
    needs: ['declines'],
  },
  subscriptions: {
    kinds: {
      ...OWNER,
      id: 'string',
      plan: 'string',
      price_id: 'string',
      plan_period: 'string',
      free_trial: 'boolean',
      started_at: 'number',
      past_due: 'boolean',
    },
    needs: ['plan'],
  },
  statements: {
    kinds: {
      ...OWNER,
      id: 'string',
      timestamp: 'number',
      payments: [{ id: 'string', amount: 'number', currency: 'string', status: 'string' }],
    },
    needs: ['payments'],
  },
}

export function plantBilling(state: State, seed: BillingSeed): void {
  plantEach('billing.plans', seed.plans, (plan) => addPlan(state, plan))
  plantEach('billing.prices', seed.prices, (price) => addPrice(state, price))
  plantEach('billing.discounts', seed.discounts, (discount) => addDiscount(state, discount))
  plantEach('billing.cards', seed.cards, (card) => setCard(state, card))
  plantEach('billing.subscriptions', seed.subscriptions, (subscription) =>
    subscribe(state, subscription),
  )
  plantEach('billing.statements', seed.statements, (statement) => plantStatement(state, statement))
}

function plantStatement(state: State, seed: BillingStatementSeed): void {
  const payer = ensurePayerOf(state, seed)
  const at = seed.timestamp ?? state.clock.now()
  const statement = state.billingStatements.add({
    id: seed.id ?? state.newId('stmt'),
    payer_id: payer.id,
    created_at: at,
  })
  for (const { id, amount, currency = 'USD', status = 'paid' } of seed.payments) {
    const sum = money(amount, currency)
    const totals = { subtotal: sum, base_fee: sum, tax_total: money(0, currency), grand_total: sum }
    const payment = addPayment(state, payer, {
      id,
      statement_id: statement.id,
      item_id: null,
      charge_type: 'checkout',
      totals,
      at,
    })
    emitPayment(state, 'paymentAttempt.created', payment)
    if (status === 'pending') continue
    Object.assign(payment, { status, [status === 'paid' ? 'paid_at' : 'failed_at']: at })
    emitPayment(state, 'paymentAttempt.updated', payment)
  }
}
