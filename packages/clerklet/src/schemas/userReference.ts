import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** `user_…`. */
  user_id: v.string(),
})

/** The id of the user whose second factor was removed. */
export interface UserReference extends v.InferOutput<typeof schema> {}
export const UserReferenceSchema: Schema<UserReference> = schema
