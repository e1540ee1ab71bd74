import type { AdjustUserBillingCreditBalanceParams } from 'clerklet'
import { Hono } from 'hono'
import { notFound } from '../../core/errors.ts'
import { once } from '../../core/once.ts'
import { oneOf, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { adjustCredits, balanceOf, sendEntry } from '../credits.ts'
import { money } from '../money.ts'
import { ensurePayer } from '../payers.ts'
import type { PayerType } from '../store.ts'
import { sendSubscription, subscriptionOf } from '../subscriptions.ts'

/** The routes of `/users/{user_id}/billing` and `/organizations/{organization_id}/billing`. */
export function payerBilling(state: State, type: PayerType): Hono {
  const app = new Hono()

  app.get('/:id/billing/subscription', (c) => {
    const payer = ensurePayer(state, type, c.req.param('id'))
    return c.json(sendSubscription(state, subscriptionOf(state, payer)))
  })

  app.get('/:id/billing/credits', (c) => {
    const balance = balanceOf(state, ensurePayer(state, type, c.req.param('id')))
    return c.json({
      object: 'commerce_credit_balance',
      balance: balance ? money(balance.amount, balance.currency) : null,
    })
  })

  app.post('/:id/billing/credits', async (c) => {
    const payer = ensurePayer(state, type, c.req.param('id'))
    const body = await readBody<AdjustUserBillingCreditBalanceParams>(c, {
      amount: 'number',
      action: 'string',
      currency: 'string',
      idempotency_key: 'string',
      note: 'string',
    })
    required(body, 'amount', 'action', 'idempotency_key')
    oneOf('action', body.action, ['increase', 'decrease'])
    const key = `credits:${payer.id}:${body.idempotency_key}`
    const id = once(state, key, body, () => adjustCredits(state, payer, body).id)
    const entry = state.billingLedger.get(id)
    if (!entry) throw notFound('The adjustment no longer exists.')
    return c.json(sendEntry(entry))
  })
  return app
}
