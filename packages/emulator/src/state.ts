import type { User } from 'clerklet'
import type { Clock } from './clock.ts'
import { Collection } from './collection.ts'
import { createIds } from './ids.ts'

/** A session as the API sends it. */
export interface Session {
  object: 'session'
  id: string
  user_id: string
  client_id: string
  actor: Record<string, unknown> | null
  status:
    | 'active'
    | 'revoked'
    | 'ended'
    | 'expired'
    | 'removed'
    | 'abandoned'
    | 'replaced'
    | 'pending'
  last_active_organization_id: string | null
  last_active_at: number
  expire_at: number
  abandon_at: number
  updated_at: number
  created_at: number
}

/** A browser or device. What the API sends of it also holds its sessions. */
export interface StoredClient {
  id: string
  created_at: number
  updated_at: number
  last_active_session_id: string | null
}

/** The instance. Its keys look like Clerk's without being mistaken for real ones. */
export interface Instance {
  id: string
  secretKey: string
  publishableKey: string
  /** The host of the Frontend API: the issuer of session tokens. */
  frontendApi: string
}

/** Everything that an emulator knows, as wire objects. */
export interface State {
  clock: Clock
  instance: Instance
  newId: (prefix: string) => string
  users: Collection<User>
  /** What must be unique, such as `email:ada@example.com`, and whose it is. */
  identifiers: Map<string, string>
  passwords: Map<string, string>
  sessions: Collection<Session>
  clients: Collection<StoredClient>
}

const FRONTEND_API = 'clerk.emulator.test'

/** Two emulators with the same seed give out the same ids. */
export function createState(clock: Clock, idSeed: string): State {
  const newId = createIds(idSeed)
  return {
    clock,
    instance: {
      id: newId('ins'),
      secretKey: 'sk_test_emulator',
      publishableKey: `pk_test_${btoa(`${FRONTEND_API}$`).replace(/=+$/, '')}`,
      frontendApi: FRONTEND_API,
    },
    newId,
    users: new Collection(),
    identifiers: new Map(),
    passwords: new Map(),
    sessions: new Collection(),
    clients: new Collection(),
  }
}
