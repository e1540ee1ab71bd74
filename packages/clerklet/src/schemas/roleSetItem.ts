import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'role_set_item'>(),
  /** `role_…`. */
  id: v.string(),
  name: v.string(),
  /** Such as `org:admin`. */
  key: v.string(),
  description: v.nullable(v.string()),
  /** Not in every response. */
  members_count: v.nullish(v.number()),
  /** Not in every response. */
  has_members: v.nullish(v.boolean()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A role as a part of a role set. */
export interface RoleSetItem extends v.InferOutput<typeof schema> {}
export const RoleSetItemSchema: Schema<RoleSetItem> = schema
