import type { Shapes } from '../core/seeding.ts'
import { PRICE_KINDS } from './plans.ts'
import type { BillingSeed } from './seed.ts'

const OWNER = { user_id: 'string', organization_id: 'string' } as const

/** What each list of what billing starts with takes. */
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
