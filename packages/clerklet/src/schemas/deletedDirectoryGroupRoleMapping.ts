import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'directory_group_role_mapping'>(),
  id: v.string(),
  deleted: v.boolean(),
})

/** The response for a deleted mapping of a directory group to a role. */
export interface DeletedDirectoryGroupRoleMapping extends v.InferOutput<typeof schema> {}
export const DeletedDirectoryGroupRoleMappingSchema: Schema<DeletedDirectoryGroupRoleMapping> =
  schema
