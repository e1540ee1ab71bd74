import * as v from 'valibot'
import { MetadataSchema, type Schema, tag } from '../core/schema.ts'
import { DirectoryAttributeSchema } from './directoryAttribute.ts'

const schema = v.object({
  object: tag<'directory'>(),
  id: v.string(),
  name: v.string(),
  enterprise_connection_id: v.nullish(v.string()),
  /** Where the identity provider sends its changes. */
  endpoint_url: v.string(),
  provider: v.string(),
  enabled: v.boolean(),
  group_role_mapping_enabled: v.boolean(),
  attribute_mapping: MetadataSchema,
  custom_attributes: v.optional(v.array(DirectoryAttributeSchema)),
  /** The secret. It comes only when it is created or rotated. */
  api_key: v.nullish(v.string()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A directory, which keeps users in step with an identity provider. */
export interface Directory extends v.InferOutput<typeof schema> {}
export const DirectorySchema: Schema<Directory> = schema
