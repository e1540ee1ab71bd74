import * as v from 'valibot'
import { MetadataSchema, type Schema, tag } from '../core/schema.ts'

/** Checks only that the mappings are an object. The keys of roles are defined by the application. */
const MappingsSchema = MetadataSchema as v.GenericSchema<unknown> as Schema<Record<string, string>>

const schema = v.object({
  object: tag<'role_set_migration'>(),
  id: v.string(),
  /** `org_…`, when only one organization is migrated. */
  organization_id: v.nullish(v.string()),
  /** `ins_…`. */
  instance_id: v.string(),
  source_role_set_id: v.string(),
  dest_role_set_id: v.nullish(v.string()),
  trigger_type: v.string(),
  status: v.string(),
  migrated_members: v.number(),
  /** Maps keys of roles in the source role set to keys of roles in the destination role set. */
  mappings: v.nullish(MappingsSchema),
  /** Epoch milliseconds. */
  started_at: v.nullish(v.number()),
  /** Epoch milliseconds. */
  completed_at: v.nullish(v.number()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A migration of members from one role set to another. */
export interface RoleSetMigration extends v.InferOutput<typeof schema> {}
export const RoleSetMigrationSchema: Schema<RoleSetMigration> = schema
