import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'redirect_url'>(),
  id: v.string(),
  url: v.string(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A redirect URL of a native application. */
export interface RedirectUrl extends v.InferOutput<typeof schema> {}
export const RedirectUrlSchema: Schema<RedirectUrl> = schema
