import * as v from 'valibot'
import { type Schema, tag } from '../core/schema.ts'

const schema = v.object({
  object: tag<'event'>(),
  /** The time of the event. Milliseconds in Clerk's documentation, but seconds in the examples of its specification. */
  timestamp: v.number(),
  /** `ins_…`, the instance of the event. */
  instance_id: v.string(),
  /** The request that caused the event, if any. */
  event_attributes: v.optional(
    v.object({
      http_request: v.optional(
        v.object({ client_ip: v.optional(v.string()), user_agent: v.optional(v.string()) }),
      ),
    }),
  ),
})

/** A webhook event as Clerk sends it. */
export interface WebhookEnvelope<Type extends string, Data> extends v.InferOutput<typeof schema> {
  type: Type
  data: Data
}

/**
 * Creates the schema of an event from the schema of its `data`.
 *
 * @example
 * const UserCreatedSchema = eventOf<'user.created', User>(UserSchema)
 */
export function eventOf<Type extends string, Data>(
  data: Schema<Data>,
): Schema<WebhookEnvelope<Type, Data>> {
  return v.object({
    ...schema.entries,
    type: tag<Type>(),
    data,
  }) as v.GenericSchema<unknown> as Schema<WebhookEnvelope<Type, Data>>
}
