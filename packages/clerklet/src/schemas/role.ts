import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { PermissionSchema } from './permission.ts'

const schema = v.object({
  object: tag<'role'>(),
  /** `role_…`. */
  id: v.string(),
  name: v.string(),
  /** Such as `org:admin`. */
  key: v.string(),
  description: v.nullable(v.string()),
  /** Whether the role has all permissions that the creator of an organization needs. */
  is_creator_eligible: v.optional(v.boolean()),
  permissions: v.array(PermissionSchema),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A role of the members of an organization, with its permissions. */
export interface Role extends v.InferOutput<typeof schema> {}
export const RoleSchema: Schema<Role> = schema
