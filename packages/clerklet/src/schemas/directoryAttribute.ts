import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { directoryAttributeFields } from './directoryFields.ts'

const schema = v.object(directoryAttributeFields)

/** A custom attribute of a directory. */
export interface DirectoryAttribute extends v.InferOutput<typeof schema> {}
export const DirectoryAttributeSchema: Schema<DirectoryAttribute> = schema
