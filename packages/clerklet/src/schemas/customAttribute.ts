import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  name: v.string(),
  /** The key in the metadata of the user. */
  key: v.string(),
  sso_path: v.optional(v.string()),
  scim_path: v.optional(v.string()),
  directory_path: v.optional(v.string()),
  multi_valued: v.optional(v.boolean()),
})

/** A custom user attribute of an enterprise connection. */
export interface CustomAttribute extends v.InferOutput<typeof schema> {}
export const CustomAttributeSchema: Schema<CustomAttribute> = schema
