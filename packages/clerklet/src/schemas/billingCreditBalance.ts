import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  object: v.string(),
  balance: v.nullable(BillingMoneySchema),
})

/** The remaining credit of a user or an organization. */
export interface BillingCreditBalance extends v.InferOutput<typeof schema> {}
export const BillingCreditBalanceSchema: Schema<BillingCreditBalance> = schema
