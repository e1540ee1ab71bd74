import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { BillingPaymentAttemptSchema } from './billingPaymentAttempt.ts'

const schema = v.object({
  object: tag<'commerce_statement_group'>(),
  /** Epoch milliseconds. */
  timestamp: v.number(),
  items: v.array(BillingPaymentAttemptSchema),
})

/** The payment attempts of one day on a statement. */
export interface BillingStatementGroup extends v.InferOutput<typeof schema> {}
export const BillingStatementGroupSchema: Schema<BillingStatementGroup> = schema
