import * as v from 'valibot'
import type { Schema } from '../core/schema.ts'
import { type Session, SessionSchema } from './session.ts'
import { type User, UserSchema } from './user.ts'

// The declared type of the schema has no `entries`, but they exist at run time.
const { entries } = SessionSchema as v.GenericSchema as v.ObjectSchema<v.ObjectEntries, undefined>

/** A session with its user, in webhook events. */
export interface SessionWithUser extends Session {
  user: User
}
export const SessionWithUserSchema: Schema<SessionWithUser> = v.object({
  ...entries,
  user: UserSchema,
}) as v.GenericSchema<unknown> as Schema<SessionWithUser>
