import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { directoryAttributeFields } from './directoryFields.ts'

const schema = v.object(directoryAttributeFields)

/** A custom attribute of a SCIM directory. */
export interface ScimDirectoryAttribute extends v.InferOutput<typeof schema> {}
export const ScimDirectoryAttributeSchema: Schema<ScimDirectoryAttribute> = schema
