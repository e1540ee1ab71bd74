import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { DirectoryAttributeSchema } from './directoryAttribute.ts'
import { type DirectoryFields, directoryFields } from './directoryFields.ts'

const schema = v.object({
  object: tag<'directory'>(),
  ...directoryFields,
  custom_attributes: v.optional(v.array(DirectoryAttributeSchema)),
})

/** A directory, which synchronises users from an identity provider. */
export interface Directory extends DirectoryFields, v.InferOutput<typeof schema> {}
export const DirectorySchema: Schema<Directory> = schema
