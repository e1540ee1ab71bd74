import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** `null` is no limit. */
  quantity: v.nullable(v.number()),
})

/** The seats that an item pays for, as events have it. */
export interface BillingSeatsEventData extends v.InferOutput<typeof schema> {}
export const BillingSeatsEventDataSchema: Schema<BillingSeatsEventData> = schema
