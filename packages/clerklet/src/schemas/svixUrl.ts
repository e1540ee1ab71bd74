import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** The dashboard of Svix, signed in. */
  svix_url: v.string(),
})

/** A link to the webhooks of the instance. */
export interface SvixUrl extends v.InferOutput<typeof schema> {}
export const SvixUrlSchema: Schema<SvixUrl> = schema
