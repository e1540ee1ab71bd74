import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { BillingPayerSchema } from './billingPayer.ts'
import { BillingStatementGroupSchema } from './billingStatementGroup.ts'
import { BillingStatementTotalsSchema } from './billingStatementTotals.ts'

const schema = v.object({
  object: tag<'commerce_statement'>(),
  id: v.string(),
  /** `ins_…`. */
  instance_id: v.string(),
  /** Epoch milliseconds. */
  timestamp: v.number(),
  payer: BillingPayerSchema,
  status: open<'open' | 'closed'>(),
  totals: BillingStatementTotalsSchema,
  groups: v.array(BillingStatementGroupSchema),
})

/** The charges of a payer in a period. */
export interface BillingStatement extends v.InferOutput<typeof schema> {}
export const BillingStatementSchema: Schema<BillingStatement> = schema
