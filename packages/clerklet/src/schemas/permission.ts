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
  /** Whether it is one of the built-in ones or one of your own. */
  type: open<'system' | 'user'>(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** Something that a role may allow. */
export interface Permission extends v.InferOutput<typeof schema> {}
export const PermissionSchema: Schema<Permission> = schema
