import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'api_key'>(),
  /** `ak_…`. */
  id: v.string(),
  deleted: v.boolean(),
})

/** The response for a deleted API key. */
export interface DeletedApiKey extends v.InferOutput<typeof schema> {}
export const DeletedApiKeySchema: Schema<DeletedApiKey> = schema
