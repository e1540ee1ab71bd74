import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  remaining_balance: BillingMoneySchema,
  applied_amount: BillingMoneySchema,
})

/** How much of the balance of a payer is used. */
export interface BillingPayerCredit extends v.InferOutput<typeof schema> {}
export const BillingPayerCreditSchema: Schema<BillingPayerCredit> = schema
