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
  /** The lowest number wins. */
  precedence: v.number(),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
}

/** The type of {@link groupRoleMappingFields}. It keeps the comments on the keys, which a spread into a schema loses. */
export interface GroupRoleMappingFields
  extends v.InferOutput<v.ObjectSchema<typeof groupRoleMappingFields, undefined>> {}
