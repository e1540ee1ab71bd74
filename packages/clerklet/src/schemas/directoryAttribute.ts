import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  name: v.optional(v.string()),
  key: v.optional(v.string()),
  sso_path: v.optional(v.string()),
  scim_path: v.optional(v.string()),
  directory_path: v.optional(v.string()),
  multi_valued: v.optional(v.boolean()),
})

/** A custom attribute of a directory. */
export interface DirectoryAttribute extends v.InferOutput<typeof schema> {}
export const DirectoryAttributeSchema: Schema<DirectoryAttribute> = schema
