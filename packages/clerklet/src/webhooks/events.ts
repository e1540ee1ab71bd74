import type { WebhookEnvelope } from '../schemas/eventOf.ts'
import type { WebhookEventData, WebhookEventType } from '../schemas/webhookEvents.ts'

/** An event of a verified delivery. Its `timestamp` is in milliseconds. */
export interface DeliveredEvent<Type extends string, Data> extends WebhookEnvelope<Type, Data> {
  /** The id of the message. It is the same in every delivery of the message. */
  id: string
}

/**
 * A type of event that this package does not list. At run time it is any string. The type is a template literal, so that
 * comparing `type` with a listed type narrows the event.
 */
export type UnlistedEventType = `${string} (unlisted)`

/** A verified event: one of the listed types, which `type` narrows, or a type that this package does not list. */
export type WebhookEvent =
  | { [Type in WebhookEventType]: DeliveredEvent<Type, WebhookEventData[Type]> }[WebhookEventType]
  | DeliveredEvent<UnlistedEventType, unknown>
