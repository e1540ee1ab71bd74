import { Collection } from './collection.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { Table } from './table.ts'

/** An event, as a webhook delivers it, and the id of its message. */
export interface EmittedEvent {
  /** The id of the message, `msg_…`. It is the same in every delivery of the event. */
  id: string
  type: string
  object: 'event'
  /** The object that the event is about, as it was when the event was emitted. */
  data: unknown
  /** Epoch milliseconds. */
  timestamp: number
  instance_id: string
}

/** An attempt to deliver an event. */
export interface DeliveryAttempt {
  /** Epoch milliseconds. */
  at: number
  /** The status of the response; `null` without a response. */
  status: number | null
}

/** An event and the progress of its delivery to an endpoint. */
export interface Delivery {
  id: string
  /** Epoch milliseconds. */
  created_at: number
  url: string
  event: EmittedEvent
  status: 'pending' | 'delivered' | 'failed'
  attempts: DeliveryAttempt[]
  /** Epoch milliseconds of the next attempt; `null` when no attempt follows. */
  next_at: number | null
}

/** An uploaded image. `data` contains its bytes in base64. */
export interface StoredImage {
  id: string
  /** `user_…`, `org_…` or `oa_…` */
  owner_id: string
  type: string
  data: string
  created_at: number
}

/** The window of a rate limit: its start in epoch milliseconds, and the number of requests since its start. */
export interface Window {
  start: number
  count: number
}

/** A request that was carried out under an idempotency key. */
export interface Idempotent {
  /** The body of the request as JSON, for comparison with a later request. */
  request: string
  /** The id of the object that the request created. */
  id: string
}

/** The owner of a key or an opaque token. */
export interface Bearer {
  /** The id of the owner, such as a machine, an API key or a token. */
  id: string
  /** Epoch milliseconds until which a replaced key is valid; `null` for a key or token that was not replaced. */
  until: number | null
}

/**
 * The data that every module needs: ids, settings, unique values, idempotency, keys, images, rate limits, events and deliveries.
 */
export interface CoreData {
  /** When the instance was created, in epoch milliseconds. */
  began: { at: number }
  /** The number of ids that were created. */
  sequence: { ids: number }
  settings: Settings
  /** The owner of each text that must be unique, such as `email:ada@example.com`. */
  identifiers: Map<string, string>
  /** Requests by what they create, for credits also the payer, and their idempotency key, such as `email:welcome-1`. */
  idempotency: Map<string, Idempotent>
  /** The current key, token or other secret of each owner, by the id of the owner. */
  secrets: Map<string, string>
  /** The owner of each key or token that authenticates requests, by the key or token. */
  bearers: Map<string, Bearer>
  images: Collection<StoredImage>
  /** The current window of each rate limit. */
  windows: Map<string, Window>
  /** The last 1 000 webhook events, oldest first. */
  events: EmittedEvent[]
  /** The deliveries of events to endpoints. */
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
