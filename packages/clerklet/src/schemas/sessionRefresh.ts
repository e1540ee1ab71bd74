import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import type { SessionToken } from './sessionToken.ts'

/** The response to a refresh with `format: 'cookie'`: cookies for the browser. */
export interface SessionCookies {
  object: 'cookies'
  /** Each is the value of a `Set-Cookie` header. */
  cookies: string[]
}

/** The response to a refresh: a token, or cookies. Narrow it by `object`. */
export type SessionRefresh = SessionToken | SessionCookies

// One schema for both responses: only the types, not the validation, tie the keys to `object`.
export const SessionRefreshSchema: Schema<SessionRefresh> = v.object({
  object: tag<SessionRefresh['object']>(),
  jwt: v.optional(v.string()),
  cookies: v.optional(v.array(v.string())),
}) as v.GenericSchema<unknown> as Schema<SessionRefresh>
