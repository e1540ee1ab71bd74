import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { billing } from './billing.ts'
import { payerBilling } from './payerBilling.ts'

/** The routes of plans, payers, subscriptions and statements. */
export function billingRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/billing', billing(state))
  app.route('/users', payerBilling(state, 'user'))
  app.route('/organizations', payerBilling(state, 'org'))
  return app
}
