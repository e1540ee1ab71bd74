import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { M2mTokenSchema } from './m2mToken.ts'

const schema = v.object({
  m2m_tokens: v.array(M2mTokenSchema),
  total_count: v.number(),
})

/** A page of M2M tokens, in `m2m_tokens`. A `Page` of another list has `data` instead. */
export interface M2mTokenList extends v.InferOutput<typeof schema> {}
export const M2mTokenListSchema: Schema<M2mTokenList> = schema
