import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { type GroupRoleMappingFields, groupRoleMappingFields } from './groupRoleMappingFields.ts'

const schema = v.object({
  object: tag<'directory_group_role_mapping'>(),
  ...groupRoleMappingFields,
})

/** Maps a group of a directory to the role that members of the group get. */
export interface DirectoryGroupRoleMapping
  extends GroupRoleMappingFields,
    v.InferOutput<typeof schema> {}
export const DirectoryGroupRoleMappingSchema: Schema<DirectoryGroupRoleMapping> = schema
