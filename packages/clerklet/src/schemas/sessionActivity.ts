import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  object: v.string(),
  /** `sess_activity_…`. */
  id: v.string(),
  /** Such as `Macintosh` or `iPhone`. */
  device_type: v.optional(v.string()),
  is_mobile: v.boolean(),
  browser_name: v.optional(v.string()),
  browser_version: v.optional(v.string()),
  ip_address: v.optional(v.string()),
  city: v.optional(v.string()),
  country: v.optional(v.string()),
})

/** The device and the place from which a session was last used, as far as known. */
export interface SessionActivity extends v.InferOutput<typeof schema> {}
export const SessionActivitySchema: Schema<SessionActivity> = schema
