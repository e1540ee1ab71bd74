import { Collection } from './collection.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { Table } from './table.ts'

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
  /** The status of the response; `null` without a response. */
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

/** An uploaded image, its owner, and its bytes in base64: 4/3 of its size. */
export interface StoredImage {
  id: string
  /** `user_…`, `org_…` or `oa_…` */
  owner_id: string
  type: string
  data: string
  created_at: number
}

/** How many requests there were since `start`, in epoch milliseconds. */
export interface Window {
  start: number
  count: number
}

/** A request that was carried out under an idempotency key. */
export interface Idempotent {
  /** Its body. */
  request: string
  /** The id of what it created. */
  id: string
}

/** What a key or an opaque token belongs to. */
export interface Bearer {
  /** The id of a machine, an API key or a token. */
  id: string
  /** Epoch milliseconds after which it holds no more; `null`: as long as its owner says. */
  until: number | null
}

/** What every module needs: ids, settings, unique texts, idempotency, keys, images, limits, events and deliveries. */
export interface CoreData {
  /** When the instance was made: epoch milliseconds. */
  began: { at: number }
  /** How many ids were given out. */
  sequence: { ids: number }
  settings: Settings
  /** The owner of each text that must be unique, such as `email:ada@example.com`. */
  identifiers: Map<string, string>
  /** By what a request creates and its idempotency key, such as `email:welcome-1`. */
  idempotency: Map<string, Idempotent>
  /** Keys and tokens, by the id of what they belong to. */
  secrets: Map<string, string>
  /** The reverse of `secrets`: what a key or token belongs to, by the key or token. */
  bearers: Map<string, Bearer>
  images: Collection<StoredImage>
  /** How many requests of late count towards each rate limit. */
  windows: Map<string, Window>
  /** The last 1 000 events that webhooks tell of, the oldest first. */
  events: EmittedEvent[]
  /** Events on their way to the endpoints. */
  deliveries: Collection<Delivery>
}

export function createCoreData(now: number): CoreData {
  return {
    began: { at: now },
    sequence: { ids: 0 },
    settings: defaultSettings(),
    identifiers: new Table(),
    idempotency: new Table(),
    secrets: new Table(),
    bearers: new Table(),
    images: new Collection('owner_id'),
    windows: new Table(),
    events: [],
    deliveries: new Collection(),
  }
}
