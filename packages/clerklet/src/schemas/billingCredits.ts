import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingPayerCreditSchema } from './billingPayerCredit.ts'
import { BillingProrationCreditSchema } from './billingProrationCredit.ts'

const schema = v.object({
  proration: v.nullable(BillingProrationCreditSchema),
  payer: v.nullable(BillingPayerCreditSchema),
  total: BillingMoneySchema,
})

/** The credits that lower a charge. `proration` is for the unused part of a paid period; `payer` is from the payer's balance. */
export interface BillingCredits extends v.InferOutput<typeof schema> {}
export const BillingCreditsSchema: Schema<BillingCredits> = schema
