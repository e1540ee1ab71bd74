import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'permission'>(),
  /** `perm_…`. */
  id: v.string(),
  name: v.string(),
  /** Such as `org:invoices:create`. */
  key: v.string(),
  description: v.string(),
  /** `system` for a built-in permission, `user` for one of your own. */
  type: open<'system' | 'user'>(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A permission that a role may grant. */
export interface Permission extends v.InferOutput<typeof schema> {}
export const PermissionSchema: Schema<Permission> = schema
