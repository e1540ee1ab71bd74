import { Collection } from './collection.ts'
import { defaultSettings, type Settings } from './settings.ts'

/** An event, as a webhook delivers it, and the id of its message. */
export interface EmittedEvent {
  /** `msg_…`: the same in each delivery. */
  id: string
  type: string
  object: 'event'
  /** What it is about, as it was at that moment. */
  data: unknown
  /** Epoch milliseconds. */
  timestamp: number
  instance_id: string
}

/** One try to deliver an event. */
export interface DeliveryAttempt {
  /** Epoch milliseconds. */
  at: number
  /** What the endpoint answered; `null` when it did not. */
  status: number | null
}

/** An event on its way to an endpoint. */
export interface Delivery {
  id: string
  /** Epoch milliseconds. */
  created_at: number
  url: string
  event: EmittedEvent
  status: 'pending' | 'delivered' | 'failed'
  attempts: DeliveryAttempt[]
  /** Epoch milliseconds of the next attempt. */
  next_at: number | null
}

/** An uploaded image, whose it is, and its bytes in base64: 4/3 of its size. */
export interface StoredImage {
  id: string
  /** `user_…`, `org_…` or `oa_…` */
  owner_id: string
  type: string
  data: string
  created_at: number
}

/** How often something was asked for since `start`. Epoch milliseconds. */
export interface Window {
  start: number
  count: number
}

/** A request that was carried out under an idempotency key. */
export interface Idempotent {
  /** Its body. */
  request: string
  /** Of what it made. */
  id: string
}

/** Whose a key or an opaque token is. */
export interface Bearer {
  /** Of a machine, an API key or a token. */
  id: string
  /** Epoch milliseconds after which it holds no more; `null` leaves that to whose it is. */
  until: number | null
}

/** What the emulator itself keeps: its clock, ids, settings, keys, images and events. */
export interface CoreData {
  /** When the instance was made: epoch milliseconds. */
  began: { at: number }
  /** How many ids were given out. */
  sequence: { ids: number }
  settings: Settings
  /** What must be unique, such as `email:ada@example.com`, and whose it is. */
  identifiers: Map<string, string>
  /** By what they make and their key, such as `email:welcome-1`. */
  idempotency: Map<string, Idempotent>
  /** What is shown once, or to those who ask for it: keys and tokens by the id of what they belong to. */
  secrets: Map<string, string>
  /** The same the other way round: whose a key or token is. */
  bearers: Map<string, Bearer>
  images: Collection<StoredImage>
  /** How often what is limited was asked for of late. */
  windows: Map<string, Window>
  /** The last 1 000 events that webhooks tell of, the oldest first. */
  events: EmittedEvent[]
  /** Where those are that an endpoint is to get. */
  deliveries: Collection<Delivery>
}

/** The collections of a new instance. */
export function createCoreData(now: number): CoreData {
  return {
    began: { at: now },
    sequence: { ids: 0 },
    settings: defaultSettings(),
    identifiers: new Map(),
    idempotency: new Map(),
    secrets: new Map(),
    bearers: new Map(),
    images: new Collection('owner_id'),
    windows: new Map(),
    events: [],
    deliveries: new Collection(),
  }
}
