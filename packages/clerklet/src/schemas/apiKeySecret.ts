import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** The secret that the callers of your API send. */
  secret: v.string(),
})

/** The secret of an API key. */
export interface ApiKeySecret extends v.InferOutput<typeof schema> {}
export const ApiKeySecretSchema: Schema<ApiKeySecret> = schema
