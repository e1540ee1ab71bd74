import type { WebhookEventType } from '../schemas/webhookEvents.ts'
import { ClerkWebhookError } from './errors.ts'
import type { WebhookEvent } from './events.ts'
import type { WebhookSource } from './source.ts'
import { type VerifyWebhookOptions, verifyWebhook } from './verifyWebhook.ts'

/** Remembers which messages were handled. For one process, a `Set` is enough. */
export interface SeenMessages {
  has(id: string): boolean | Promise<boolean>
  /** Called after the event was handled. */
  add(id: string): unknown
}

export interface HandleWebhookOptions extends VerifyWebhookOptions {
  /** The handler of each type of event. A returned promise is awaited. */
  on: {
    [Type in WebhookEventType]?: (event: Extract<WebhookEvent, { type: Type }>) => unknown
  }
  /** The handler of every other event. Default: none, and the delivery is a success. */
  fallback?: ((event: WebhookEvent) => unknown) | undefined
  /** Where handled messages are remembered, so that none is handled again. Default: nowhere. */
  seen?: SeenMessages | undefined
  /**
   * Called with each error that is the receiver's own fault: of a handler, of `seen`, of the options or of the source. It is
   * awaited, and an error that it throws is ignored. Default: `console.error`.
   */
  onError?: ((error: unknown) => unknown) | undefined
}

/**
 * Verifies a delivery, calls the handler of its type, and returns the response. Never rejects.
 *
 * | status | body | when |
 * |---|---|---|
 * | 200 | `{ "result": "handled" }`, `"seen"` or `"ignored"` | now, before, or there is no handler for it |
 * | 400 | `{ "error": code }` | refused, as the {@link WebhookErrorCode} says |
 * | 500 | `{ "error": "handler-failed" }` | a handler or `seen.has` threw: the message is not remembered, and the next delivery of it is handled |
 * | 500 | `{ "error": "invalid-secret" }` | the signing secret is missing or malformed |
 * | 500 | `{ "error": "misconfigured" }` | an option is malformed, or the source is no request: `onError` receives the error |
 *
 * Deliveries arrive at least once and in any order, and two of one message may overlap: a handler must tolerate being called
 * twice.
 *
 * {@link https://clerk.com/docs/webhooks/sync-data Guide}
 *
 * @example
 * const response = await handleWebhook(request, {
 *   signingSecret: env.CLERK_WEBHOOK_SIGNING_SECRET,
 *   on: {
 *     'user.created': ({ data }) => console.log(data.first_name),
 *     'user.deleted': ({ data }) => console.log(data.id),
 *   },
 * })
 */
export async function handleWebhook(
  source: WebhookSource,
  options: HandleWebhookOptions,
): Promise<Response> {
  const report = async (error: unknown) => {
    try {
      await (options.onError ?? console.error)(error)
    } catch {
      // The response does not depend on it.
    }
  }
  let event: WebhookEvent
  try {
    event = await verifyWebhook(source, options)
  } catch (error) {
    const code = error instanceof ClerkWebhookError ? error.code : 'misconfigured'
    if (code !== 'invalid-secret' && code !== 'misconfigured') return answer(400, { error: code })
    await report(error)
    return answer(500, { error: code })
  }

  let handled = false
  try {
    const { seen } = options
    const handler = handlerOf(options, event)
    // Not remembered: once there is a handler, the message can be sent again.
    if (!handler) return answer(200, { result: 'ignored' })
    if (await seen?.has(event.id)) return answer(200, { result: 'seen' })
    await handler(event)
    handled = true
    await seen?.add(event.id)
  } catch (error) {
    await report(error)
    // A 500 because `seen.add` failed would have the message delivered, and handled, again.
    if (!handled) return answer(500, { error: 'handler-failed' })
  }
  return answer(200, { result: 'handled' })
}

function handlerOf(
  { on, fallback }: HandleWebhookOptions,
  { type }: WebhookEvent,
): HandleWebhookOptions['fallback'] {
  const listed = Object.hasOwn(on, type) ? on[type as WebhookEventType] : undefined
  // The handler under a type takes the event of that type.
  return (listed ?? fallback) as HandleWebhookOptions['fallback']
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status })
}
