import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  object: v.string(),
  balance: v.nullable(BillingMoneySchema),
})

/** The credit that a user or an organization has left. */
export interface BillingCreditBalance extends v.InferOutput<typeof schema> {}
export const BillingCreditBalanceSchema: Schema<BillingCreditBalance> = schema
