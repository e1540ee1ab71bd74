import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'total_count'>(),
  total_count: v.number(),
})

/** The response of an operation that counts, such as `countUsers`. */
export interface TotalCount extends v.InferOutput<typeof schema> {}
export const TotalCountSchema: Schema<TotalCount> = schema
