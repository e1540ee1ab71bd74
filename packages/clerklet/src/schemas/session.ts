import * as v from 'valibot'
import { MetadataSchema, open, type Schema, tag } from '../core/schema.ts'
import { SessionActivitySchema } from './sessionActivity.ts'
import { SessionTaskSchema } from './sessionTask.ts'

const schema = v.object({
  object: tag<'session'>(),
  /** `sess_…`. */
  id: v.string(),
  /** `user_…`. */
  user_id: v.string(),
  /** `client_…`. */
  client_id: v.string(),
  /** The impersonator, from the `actor` of the actor token: `sub` is the id. */
  actor: v.nullish(MetadataSchema),
  /** `pending` until all `tasks` are completed. */
  status: open<
    'active' | 'pending' | 'ended' | 'expired' | 'removed' | 'abandoned' | 'replaced' | 'revoked'
  >(),
  /** `org_…`. */
  last_active_organization_id: v.nullish(v.string()),
  /** Epoch milliseconds. */
  last_active_at: v.number(),
  latest_activity: v.nullish(SessionActivitySchema),
  /** When the session ends. Epoch milliseconds. */
  expire_at: v.number(),
  /** When the session ends if it is not used. Epoch milliseconds. */
  abandon_at: v.number(),
  /** The tasks that the user must complete before the session is active. */
  tasks: v.nullish(v.array(SessionTaskSchema)),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A session of a user on one client. */
export interface Session extends v.InferOutput<typeof schema> {}
export const SessionSchema: Schema<Session> = schema
