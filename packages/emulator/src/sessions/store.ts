import type { Session as ClerkSession, JwtTemplate } from 'clerklet'
import { Collection } from '../core/collection.ts'
import { Table } from '../core/table.ts'

/** A session as the API sends it. */
export interface Session extends ClerkSession {}

/** A browser or device. The API also sends its sessions. */
export interface StoredClient {
  id: string
  created_at: number
  updated_at: number
  last_active_session_id: string | null
  /** The id of the sign-in in progress, `sia_…`. */
  sign_in_id: string | null
  sign_up_id: string | null
  /** The strategy of the last sign-in or sign-up, such as `password`. */
  last_authentication_strategy: string | null
}

/** When the factors of a session were last verified, in epoch milliseconds. */
export interface FactorTimes {
  first: number
  /** `null` when no second factor was verified. */
  second: number | null
}

/** Sessions, clients and JWT templates. */
export interface SessionsData {
  sessions: Collection<Session>
  clients: Collection<StoredClient>
  /** The `jti` of the last token that was refreshed, by the id of the session. */
  refreshed: Map<string, string>
  jwtTemplates: Collection<JwtTemplate>
  /** When factors were verified, by session id. Without an entry, the first factor was verified when the session was created. */
  factorTimes: Map<string, FactorTimes>
}

export function createSessionsData(): SessionsData {
  return {
    sessions: new Collection('user_id', 'client_id'),
    clients: new Collection(),
    refreshed: new Table(),
    jwtTemplates: new Collection('name'),
    factorTimes: new Table(),
  }
}
