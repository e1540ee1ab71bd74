import type { Clock } from './clock.ts'
import type { Keys } from './keys.ts'
import type { CoreData, EmittedEvent } from './store.ts'

/**
 * The emulated instance. Its secret key begins with `sk_test_emulator_`, unlike real keys. Its publishable key is derived from
 * the host of the Frontend API.
 */
export interface Instance {
  id: string
  secretKey: string
  readonly publishableKey: string
  /** The host of the Frontend API and of the issuer of session tokens. In production it belongs to the primary domain. */
  readonly frontendApi: string
  /** The host of the Account Portal. In production it belongs to the primary domain. */
  readonly accountsPortal: string
}

/** The numbers of members and of used seats of an organization. */
export interface SeatCount {
  members: number
  /** The number of members plus the number of pending invitations. */
  taken: number
}

/** Sends requests to hosts other than Clerk's. */
export type Fetcher = (request: Request) => Response | Promise<Response>

/** Parts of the running emulator in addition to its stored data. */
export interface Runtime {
  clock: Clock
  instance: Instance
  /** The key pair that signs tokens. */
  keys: Keys
  newId: (prefix: string) => string
  /** The seed from which ids are made. */
  idSeed: string
  /** Whether events and messages are neither recorded nor delivered, as while a seed is added. */
  silent: boolean
  /** Sends the requests that check proxies. Default: none, and every proxy passes. */
  fetch: Fetcher | undefined
  /** The address at which browsers reach the emulator, without a slash at the end. Default: none. */
  url: string | undefined
  /** Called with each event. */
  onEvent: (event: EmittedEvent) => void
  /** Counts the members and used seats of an organization. Needed by billing, which has no access to members. */
  countSeats: (organizationId: string) => SeatCount
  /** Whether an id belongs to a machine. Used by `core`, which has no access to machines. */
  isMachine: (id: string) => boolean
}

/** The part of the state that `core` uses. */
export interface CoreState extends CoreData, Runtime {}
