import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  remaining_balance: BillingMoneySchema,
  applied_amount: BillingMoneySchema,
})

/** The credit balance of a payer: the amount applied to a charge, and the amount that remains. */
export interface BillingPayerCredit extends v.InferOutput<typeof schema> {}
export const BillingPayerCreditSchema: Schema<BillingPayerCredit> = schema
