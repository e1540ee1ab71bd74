import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { type DirectoryFields, directoryFields } from './directoryFields.ts'
import { ScimDirectoryAttributeSchema } from './scimDirectoryAttribute.ts'

const schema = v.object({
  object: tag<'scim_directory'>(),
  ...directoryFields,
  custom_attributes: v.optional(v.array(ScimDirectoryAttributeSchema)),
})

/** A SCIM directory, which synchronises users from an identity provider. */
export interface ScimDirectory extends DirectoryFields, v.InferOutput<typeof schema> {}
export const ScimDirectorySchema: Schema<ScimDirectory> = schema
