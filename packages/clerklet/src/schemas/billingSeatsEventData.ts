import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** `null` for no limit. */
  quantity: v.nullable(v.number()),
})

/** The seats that a subscription item pays for, in webhook events. */
export interface BillingSeatsEventData extends v.InferOutput<typeof schema> {}
export const BillingSeatsEventDataSchema: Schema<BillingSeatsEventData> = schema
