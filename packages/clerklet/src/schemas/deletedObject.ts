import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  object: v.string(),
  id: v.optional(v.string()),
  slug: v.nullish(v.string()),
  deleted: v.boolean(),
  external_id: v.optional(v.string()),
})

/** A deleted entity, in responses and webhook events. */
export interface DeletedObject extends v.InferOutput<typeof schema> {}
export const DeletedObjectSchema: Schema<DeletedObject> = schema
