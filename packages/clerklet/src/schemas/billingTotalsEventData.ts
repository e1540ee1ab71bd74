import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { BillingMoneySchema } from './billingMoney.ts'
import { BillingPerUnitTotalEventDataSchema } from './billingPerUnitTotalEventData.ts'

const schema = v.object({
  subtotal: BillingMoneySchema,
  tax_total: BillingMoneySchema,
  grand_total: BillingMoneySchema,
  per_unit_totals: v.optional(v.array(BillingPerUnitTotalEventDataSchema)),
})

/** The totals of a charge, in webhook events. */
export interface BillingTotalsEventData extends v.InferOutput<typeof schema> {}
export const BillingTotalsEventDataSchema: Schema<BillingTotalsEventData> = schema
