import type { WebhookEventType } from '../schemas/webhookEvents.ts'
import { ClerkWebhookError } from './errors.ts'
import type { WebhookEvent } from './events.ts'
import type { WebhookSource } from './source.ts'
import { type VerifyWebhookOptions, verifyWebhook } from './verifyWebhook.ts'

/** A store for the ids of handled messages. For one process, a `Set` is enough. */
export interface SeenMessages {
  has(id: string): boolean | Promise<boolean>
  /** Stores the id of a message whose event was handled. */
  add(id: string): unknown
}

export interface HandleWebhookOptions extends VerifyWebhookOptions {
  /** The handler of each type of event. A returned promise is awaited. */
  on: {
    [Type in WebhookEventType]?: (event: Extract<WebhookEvent, { type: Type }>) => unknown
  }
  /** The handler of events whose type has no handler in `on`. Default: none; the response is a success. */
  fallback?: ((event: WebhookEvent) => unknown) | undefined
  /** The store for the ids of handled messages, which are not handled again. Default: none. */
  seen?: SeenMessages | undefined
  /**
   * Called with each error of a handler, of `seen`, of the options or of the source, but not with refused deliveries. It is
   * awaited, and its own errors are ignored. Default: `console.error`.
   */
  onError?: ((error: unknown) => unknown) | undefined
}

/**
 * Verifies a delivery, calls the handler of its type, and returns the response. Never rejects.
 *
 * | status | body | when |
 * |---|---|---|
 * | 200 | `{ "result": "handled" }` | the handler has succeeded |
 * | 200 | `{ "result": "seen" }` | the message was already handled |
 * | 200 | `{ "result": "ignored" }` | there is no handler for the type |
 * | 400 | `{ "error": code }` | the delivery is refused, with this {@link WebhookErrorCode} |
 * | 500 | `{ "error": "handler-failed" }` | a handler or `seen.has` threw: the next delivery of the message is handled |
 * | 500 | `{ "error": "invalid-secret" }` | the signing secret is missing or malformed |
 * | 500 | `{ "error": "misconfigured" }` | `tolerance`, `now` or the source is malformed, or the body was read before |
 *
 * Each message is delivered at least once, in any order, and two deliveries of a message may overlap. So a handler must tolerate
 * a second call.
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
      // An error of `onError` does not change the response.
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
    // Not stored in `seen`, so that the message can be delivered again once it has a handler.
    if (!handler) return answer(200, { result: 'ignored' })
    if (await seen?.has(event.id)) return answer(200, { result: 'seen' })
    await handler(event)
    handled = true
    await seen?.add(event.id)
  } catch (error) {
    await report(error)
    // No 500 when only `seen.add` failed, because the message would be delivered and handled again.
    if (!handled) return answer(500, { error: 'handler-failed' })
  }
  return answer(200, { result: 'handled' })
}

function handlerOf(
  { on, fallback }: HandleWebhookOptions,
  { type }: WebhookEvent,
): HandleWebhookOptions['fallback'] {
  const listed = Object.hasOwn(on, type) ? on[type as WebhookEventType] : undefined
  // A cast, because the handler of a type only takes events of that type.
  return (listed ?? fallback) as HandleWebhookOptions['fallback']
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status })
}
