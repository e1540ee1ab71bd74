import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  id: v.string(),
  gateway_type: v.string(),
  gateway_external_id: v.string(),
  gateway_status: v.string(),
})

/** The account that receives a payment, in webhook events. */
export interface BillingPayeeEventData extends v.InferOutput<typeof schema> {}
export const BillingPayeeEventDataSchema: Schema<BillingPayeeEventData> = schema
