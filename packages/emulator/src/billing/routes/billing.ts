import type { CreateBillingPriceParams } from 'clerklet'
import { Hono } from 'hono'
import { answerList, queryOf } from '../../core/lists.ts'
import { flag, oneOf, readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { cancelItem, extendTrial, itemOf, movePrice } from '../changes.ts'
import { applyDiscount, removeDiscount, sendRedemption } from '../discounts.ts'
import { sendItem, sendOlderItem } from '../items.ts'
import { addPrice, PRICE_KINDS, planOf, sendPlan, sendPrice } from '../plans.ts'
import { listedItems } from '../search.ts'
import { paymentsOf, sendPayment, sendStatement, statementOf } from '../statements.ts'
import { settleAll } from '../subscriptions.ts'

/** The routes of `/billing`. */
export function billing(state: State): Hono {
  const app = new Hono()

  app.get('/plans', (c) => {
    const type = oneOf('payer_type', queryOf(c).get('payer_type'), ['user', 'org'])
    const plans = [...state.billingPlans.newest()].filter(
      ({ for_payer_type }) => !type || for_payer_type === type,
    )
    return answerList(c, plans, { send: (plan) => sendPlan(state, plan) })
  })

  app.get('/prices', (c) => {
    const planId = queryOf(c).get('plan_id')
    if (planId) planOf(state, planId)
    const prices = [...state.billingPrices.newest()]
      .filter(({ plan_id }) => !planId || plan_id === planId)
      .sort((one, other) => one.amount - other.amount)
    return answerList(c, prices, { send: (price) => sendPrice(state, price) })
  })

  app.post('/prices', async (c) => {
    const body = await readBody<CreateBillingPriceParams>(c, PRICE_KINDS)
    required(body, 'plan_id')
    return c.json(sendPrice(state, addPrice(state, { ...body, amount: body.amount ?? null })))
  })

  app.get('/subscription_items', (c) =>
    answerList(c, listedItems(state, queryOf(c)), { send: (item) => sendItem(state, item) }),
  )

  app.delete('/subscription_items/:id', (c) => {
    const endNow = flag(queryOf(c), 'end_now') ?? false
    return c.json(sendItem(state, cancelItem(state, c.req.param('id'), endNow)))
  })

  app.post('/subscription_items/:id/extend_free_trial', async (c) => {
    const { item } = itemOf(state, c.req.param('id'))
    const body = await readBody<{ extend_to: string }>(c, { extend_to: 'time' })
    required(body, 'extend_to')
    return c.json(sendOlderItem(state, extendTrial(state, item.id, body.extend_to)))
  })

  app.post('/subscription_items/:id/price_transition', async (c) => {
    const { item } = itemOf(state, c.req.param('id'))
    const body = await readBody<{ from_price_id: string; to_price_id: string }>(c, {
      from_price_id: 'string',
      to_price_id: 'string',
    })
    required(body, 'from_price_id', 'to_price_id')
    return c.json(movePrice(state, item.id, body))
  })

  app.post('/subscription_items/:id/discounts', async (c) => {
    const { item } = itemOf(state, c.req.param('id'))
    const body = await readBody<{ discount_id: string }>(c, { discount_id: 'string' })
    required(body, 'discount_id')
    return c.json(sendRedemption(state, item, applyDiscount(state, item, body.discount_id)))
  })

  app.delete('/subscription_items/:id/discounts/:discount', (c) => {
    const { item } = itemOf(state, c.req.param('id'))
    return c.json(sendRedemption(state, item, removeDiscount(state, item, c.req.param('discount'))))
  })

  app.get('/statements', (c) => {
    settleAll(state)
    return answerList(c, state.billingStatements.newest(), {
      send: (statement) => sendStatement(state, statement),
    })
  })

  app.get('/statements/:id', (c) => {
    settleAll(state)
    return c.json(sendStatement(state, statementOf(state, c.req.param('id'))))
  })

  app.get('/statements/:id/payment_attempts', (c) => {
    settleAll(state)
    const payments = paymentsOf(state, statementOf(state, c.req.param('id')))
    return answerList(c, payments, { send: (payment) => sendPayment(state, payment) })
  })
  return app
}
