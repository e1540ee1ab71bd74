import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  code: v.string(),
  decline_code: v.string(),
})

/** Why a charge failed. */
export interface BillingPaymentFailure extends v.InferOutput<typeof schema> {}
export const BillingPaymentFailureSchema: Schema<BillingPaymentFailure> = schema
