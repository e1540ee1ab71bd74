import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'
import type { SessionToken } from './sessionToken.ts'

/** The response to a refresh with `format: 'cookie'`. It contains cookies for the browser. */
export interface SessionCookies {
  object: 'cookies'
  /** Values of `Set-Cookie` headers. */
  cookies: string[]
}

/** The response to a refresh: a token, or cookies. Narrow it by `object`. */
export type SessionRefresh = SessionToken | SessionCookies

// One schema for both types of `SessionRefresh`. The validation does not check that the keys fit `object`.
export const SessionRefreshSchema: Schema<SessionRefresh> = v.object({
  object: tag<SessionRefresh['object']>(),
  jwt: v.optional(v.string()),
  cookies: v.optional(v.array(v.string())),
}) as v.GenericSchema<unknown> as Schema<SessionRefresh>
