import * as v from 'valibot'
import { RoleSchema } from './role.ts'

/** The fields that `DirectoryGroupRoleMapping` and `ScimGroupRoleMapping`, two types of the same entity, have in common. */
export const groupRoleMappingFields = {
  id: v.string(),
  scim_directory_id: v.string(),
  directory_id: v.string(),
  scim_group_id: v.string(),
  directory_group_id: v.string(),
  scim_group_display_name: v.string(),
  directory_group_display_name: v.string(),
  role: v.optional(RoleSchema),
  /** When a user belongs to several mapped groups, the mapping with the lowest number applies. */
  precedence: v.number(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
}

/**
 * The type of {@link groupRoleMappingFields}, with the comments of its fields. Inferred types lose the comments of fields that a
 * schema spreads.
 */
export interface GroupRoleMappingFields
  extends v.InferOutput<v.ObjectSchema<typeof groupRoleMappingFields, undefined>> {}
