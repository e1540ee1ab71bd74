import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'feature'>(),
  id: v.string(),
  name: v.string(),
  description: v.nullish(v.string()),
  slug: v.string(),
  avatar_url: v.nullish(v.string()),
})

/** A feature that a plan includes. */
export interface Feature extends v.InferOutput<typeof schema> {}
export const FeatureSchema: Schema<Feature> = schema
