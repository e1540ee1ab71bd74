import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** What the caller of your API sends. */
  secret: v.string(),
})

/** The secret of an API key. */
export interface ApiKeySecret extends v.InferOutput<typeof schema> {}
export const ApiKeySecretSchema: Schema<ApiKeySecret> = schema
