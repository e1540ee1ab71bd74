import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  directory_id: v.string(),
  directory_enabled: v.optional(v.boolean()),
  external_id: v.nullable(v.string()),
})

/** The link between a user and the directory that manages the user. */
export interface ScimUser extends v.InferOutput<typeof schema> {}
export const ScimUserSchema: Schema<ScimUser> = schema
