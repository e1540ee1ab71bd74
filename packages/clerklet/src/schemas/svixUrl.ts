import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** The URL of the Svix dashboard. Opening it signs the browser in. */
  svix_url: v.string(),
})

/** A link to the Svix dashboard, which manages the webhooks of the instance. */
export interface SvixUrl extends v.InferOutput<typeof schema> {}
export const SvixUrlSchema: Schema<SvixUrl> = schema
