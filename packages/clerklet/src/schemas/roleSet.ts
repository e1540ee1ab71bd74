import * as v from 'valibot'
import { open, type Schema, tag } from '../core/schema.ts'
import { RoleSetItemSchema } from './roleSetItem.ts'
import { RoleSetMigrationSchema } from './roleSetMigration.ts'

const schema = v.object({
  object: tag<'role_set'>(),
  id: v.string(),
  name: v.string(),
  /** Such as `role_set:default`. */
  key: v.string(),
  description: v.nullable(v.string()),
  roles: v.array(RoleSetItemSchema),
  /** The role that new members get by default. */
  default_role: v.nullish(RoleSetItemSchema),
  /** The role that the creators of organizations get. */
  creator_role: v.nullish(RoleSetItemSchema),
  /** New organizations get the `initial` role set. */
  type: open<'initial' | 'custom'>(),
  /** The migration that is enqueued or in progress, if any. */
  role_set_migration: v.nullish(RoleSetMigrationSchema),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** The roles that the members of an organization can have. */
export interface RoleSet extends v.InferOutput<typeof schema> {}
export const RoleSetSchema: Schema<RoleSet> = schema
