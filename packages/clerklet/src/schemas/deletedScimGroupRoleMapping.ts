import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'scim_group_role_mapping'>(),
  id: v.string(),
  deleted: v.boolean(),
})

/** The response for a deleted mapping of a SCIM group to a role. */
export interface DeletedScimGroupRoleMapping extends v.InferOutput<typeof schema> {}
export const DeletedScimGroupRoleMappingSchema: Schema<DeletedScimGroupRoleMapping> = schema
