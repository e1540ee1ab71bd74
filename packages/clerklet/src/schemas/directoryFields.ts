import * as v from 'valibot'
import { MetadataSchema } from '../core/schema.ts'

/** The fields that `Directory` and `ScimDirectory`, two types of the same entity, have in common. */
export const directoryFields = {
  id: v.string(),
  name: v.string(),
  enterprise_connection_id: v.nullish(v.string()),
  /** The URL to which the identity provider sends changes. */
  endpoint_url: v.string(),
  provider: v.string(),
  enabled: v.boolean(),
  group_role_mapping_enabled: v.boolean(),
  attribute_mapping: MetadataSchema,
  /** The secret API key. Only in the responses of the operations that create or rotate the key. */
  api_key: v.nullish(v.string()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
}

/**
 * The type of {@link directoryFields}, with the comments of its fields. Inferred types lose the comments of fields that a schema
 * spreads.
 */
export interface DirectoryFields
  extends v.InferOutput<v.ObjectSchema<typeof directoryFields, undefined>> {}

/** The fields of a custom attribute of a directory. */
export const directoryAttributeFields = {
  name: v.optional(v.string()),
  key: v.optional(v.string()),
  sso_path: v.optional(v.string()),
  scim_path: v.optional(v.string()),
  directory_path: v.optional(v.string()),
  multi_valued: v.optional(v.boolean()),
}
