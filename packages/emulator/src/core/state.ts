import type { Clock } from './clock.ts'
import type { Keys } from './keys.ts'
import type { CoreData, EmittedEvent } from './store.ts'

/** The instance. Its keys look like Clerk's without being mistaken for real ones; that of the Frontend API follows its host. */
export interface Instance {
  id: string
  secretKey: string
  readonly publishableKey: string
  /** The host of the Frontend API: the issuer of session tokens. In production it is that of the primary domain. */
  readonly frontendApi: string
  /** The host of the hosted pages. In production it is that of the primary domain. */
  readonly accountsPortal: string
}

/** How many seats of an organization are taken. */
export interface SeatCount {
  members: number
  /** Members and pending invitations. */
  taken: number
}

/** Sends requests to other hosts than those of Clerk. */
export type Fetcher = (request: Request) => Response | Promise<Response>

/** What the running emulator has besides its data: a snapshot leaves it out. */
export interface Runtime {
  clock: Clock
  instance: Instance
  /** What tokens are signed with. */
  keys: Keys
  newId: (prefix: string) => string
  /** What ids are made from. */
  idSeed: string
  /** Whether events are left out, as while a seed is planted. */
  silent: boolean
  /** Default: no request leaves the emulator. */
  fetch: Fetcher | undefined
  /** Where browsers reach it, without a slash at the end. Default: nowhere. */
  url: string | undefined
  /** Is called with each event. */
  onEvent: (event: EmittedEvent) => void
  /** Tells billing, which knows no members, how many seats of an organization are taken. */
  countSeats: (organizationId: string) => SeatCount
  /** Tells core, which knows no machines, whether an id is that of a machine. */
  isMachine: (id: string) => boolean
}

/** The part of the state that `core` knows. */
export interface CoreState extends CoreData, Runtime {}
