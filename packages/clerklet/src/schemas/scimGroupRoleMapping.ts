import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { RoleSchema } from './role.ts'

const schema = v.object({
  object: tag<'scim_group_role_mapping'>(),
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
})

/** Which role the members of a group of a SCIM directory get. */
export interface ScimGroupRoleMapping extends v.InferOutput<typeof schema> {}
export const ScimGroupRoleMappingSchema: Schema<ScimGroupRoleMapping> = schema
