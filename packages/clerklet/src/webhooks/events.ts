import type { WebhookEnvelope } from '../schemas/eventOf.ts'
import type { WebhookEventData, WebhookEventType } from '../schemas/webhookEvents.ts'

/** An event of a verified delivery. Its `timestamp` is in milliseconds. */
export interface DeliveredEvent<Type extends string, Data> extends WebhookEnvelope<Type, Data> {
  /** The id of the message, the same each time that it is delivered. */
  id: string
}

/**
 * A type of event that is not listed yet. At run time it is any string. The template literal excludes the listed types, so
 * that comparing `type` with one of them narrows.
 */
export type UnlistedEventType = `${string} (unlisted)`

/** An event that was verified: one of the listed ones, told apart by `type`, or one that Clerk has added since. */
export type WebhookEvent =
  | { [Type in WebhookEventType]: DeliveredEvent<Type, WebhookEventData[Type]> }[WebhookEventType]
  | DeliveredEvent<UnlistedEventType, unknown>
