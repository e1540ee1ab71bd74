import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  object: v.string(),
  id: v.optional(v.string()),
  slug: v.nullish(v.string()),
  deleted: v.boolean(),
  external_id: v.optional(v.string()),
})

/** The response for a deleted entity. */
export interface DeletedObject extends v.InferOutput<typeof schema> {}
export const DeletedObjectSchema: Schema<DeletedObject> = schema
