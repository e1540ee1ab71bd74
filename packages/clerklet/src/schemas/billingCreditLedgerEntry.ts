import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'

const schema = v.object({
  object: v.string(),
  id: v.string(),
  payer_id: v.string(),
  amount: BillingMoneySchema,
  source_type: v.string(),
  source_id: v.string(),
  note: v.nullish(v.string()),
  /** RFC 3339, not epoch milliseconds. */
  created_at: v.string(),
})

/** One change of a credit balance. */
export interface BillingCreditLedgerEntry extends v.InferOutput<typeof schema> {}
export const BillingCreditLedgerEntrySchema: Schema<BillingCreditLedgerEntry> = schema
