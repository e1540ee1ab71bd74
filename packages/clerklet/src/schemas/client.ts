import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import { SessionSchema } from './session.ts'

const schema = v.object({
  object: tag<'client'>(),
  /** `client_…`. */
  id: v.string(),
  session_ids: v.array(v.string()),
  sessions: v.array(SessionSchema),
  /** The id of the sign-in in progress. */
  sign_in_id: v.nullable(v.string()),
  /** The id of the sign-up in progress. */
  sign_up_id: v.nullable(v.string()),
  /** `sess_…`. */
  last_active_session_id: v.nullable(v.string()),
  /** Such as `oauth_google`. */
  last_authentication_strategy: v.nullable(v.string()),
  /** Epoch milliseconds. */
  created_at: v.number(),
  /** Epoch milliseconds. */
  updated_at: v.number(),
})

/** A browser or a device, and the users who are signed in on it. */
export interface Client extends v.InferOutput<typeof schema> {}
export const ClientSchema: Schema<Client> = schema
