import * as v from 'valibot'
import { RoleSchema } from './role.ts'

/** The fields of `DirectoryGroupRoleMapping` and `ScimGroupRoleMapping`, two names of one entity. */
export const groupRoleMappingFields = {
  id: v.string(),
  scim_directory_id: v.string(),
  directory_id: v.string(),
  scim_group_id: v.string(),
  directory_group_id: v.string(),
  scim_group_display_name: v.string(),
  directory_group_display_name: v.string(),
  role: v.optional(RoleSchema),
  /** The mapping with the lowest number wins. */
  precedence: v.number(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
}

/**
 * The type of {@link groupRoleMappingFields}. It keeps the comments of the fields, which the type of a schema with spread fields
 * loses.
 */
export interface GroupRoleMappingFields
  extends v.InferOutput<v.ObjectSchema<typeof groupRoleMappingFields, undefined>> {}
