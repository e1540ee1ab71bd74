import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'

const schema = v.object({
  /** Such as `choose-organization`. */
  key: v.string(),
})

/** A task that the user must complete before a session is active. */
export interface SessionTask extends v.InferOutput<typeof schema> {}
export const SessionTaskSchema: Schema<SessionTask> = schema
