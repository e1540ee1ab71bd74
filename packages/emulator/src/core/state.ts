import type { Clock } from './clock.ts'
import type { Keys } from './keys.ts'
import type { CoreData, EmittedEvent } from './store.ts'

/**
 * The instance. Its keys look like Clerk's but cannot be mistaken for real ones. The key of the Frontend API is derived from
 * its host.
 */
export interface Instance {
  id: string
  secretKey: string
  readonly publishableKey: string
  /** The host of the Frontend API, which is the issuer of session tokens. In production it belongs to the primary domain. */
  readonly frontendApi: string
  /** The host of the hosted pages. In production it belongs to the primary domain. */
  readonly accountsPortal: string
}

/** The number of seats that an organization uses. */
export interface SeatCount {
  members: number
  /** The number of members and of pending invitations. */
  taken: number
}

/** Sends requests to hosts other than Clerk's. */
export type Fetcher = (request: Request) => Response | Promise<Response>

/** Parts of the running emulator that are not data. Snapshots leave them out. */
export interface Runtime {
  clock: Clock
  instance: Instance
  /** The key pair that signs tokens. */
  keys: Keys
  newId: (prefix: string) => string
  /** The seed from which ids are made. */
  idSeed: string
  /** Whether no events are emitted, as while a seed is planted. */
  silent: boolean
  /** Sends requests to applications. Default: none, and no request leaves the emulator. */
  fetch: Fetcher | undefined
  /** The address at which browsers reach the emulator, without a slash at the end. Default: none. */
  url: string | undefined
  /** Called with each event. */
  onEvent: (event: EmittedEvent) => void
  /** Counts the used seats of an organization for billing, which has no access to members. */
  countSeats: (organizationId: string) => SeatCount
  /** Whether an id is that of a machine, for core, which has no access to machines. */
  isMachine: (id: string) => boolean
}

/** The part of the state that `core` uses. */
export interface CoreState extends CoreData, Runtime {}
