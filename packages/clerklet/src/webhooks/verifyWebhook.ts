import { refuse } from './errors.ts'
import type { WebhookEvent } from './events.ts'
import { keysOf, type SigningSecret, sign } from './signature.ts'

type Plain = Record<string, string | readonly string[] | undefined>

/** What arrived: a `Request`, or what a framework has of one. */
export interface WebhookSource {
  /** `Headers`, or an object with names in lower case, as Node gives it. `new Headers(object)` takes any case. */
  headers: Pick<Headers, 'get'> | Plain
  /** As it travelled: text, bytes or a stream. One that was parsed and written again is refused. */
  body: BodyInit | ArrayBufferView | null | undefined
}

export interface VerifyWebhookOptions {
  /** The signing secret of the endpoint, `whsec_…`; several while one replaces another. */
  signingSecret: SigningSecret
  /** Seconds that the time of signing may be away from now, both ways. Default: 300. */
  tolerance?: number | undefined
  /** The current time in milliseconds. Default: `Date.now`. */
  now?: (() => number) | undefined
}

/**
 * Checks that a delivery comes from Clerk, and returns its event.
 *
 * The body is read once, and nothing of it is parsed before a signature matched. The event is returned as it was sent, but
 * for two fields: `id` is the id of the message, the same each time that it is delivered, so that it can be handled once; and
 * `timestamp` is in milliseconds. It is not compared with a schema: `clerklet/schemas` has one for each type.
 *
 * {@link https://clerk.com/docs/webhooks/sync-data Guide}
 *
 * @example
 * const event = await verifyWebhook(request, { signingSecret: env.CLERK_WEBHOOK_SIGNING_SECRET })
 * if (event.type === 'user.created') console.log(event.data.first_name)
 *
 * @throws {ClerkWebhookError} for whatever reason; its `code` says which. Answer 400.
 */
export async function verifyWebhook(
  source: WebhookSource,
  options: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  const { headers, body } = source
  const { signingSecret, tolerance = 300, now = Date.now } = options
  const keys = await keysOf(signingSecret)
  const header = (name: string) => {
    // A header may be called `get`, too.
    const value = typeof headers.get === 'function' ? headers.get(name) : (headers as Plain)[name]
    return `${value ?? ''}`.trim()
  }
  const missing: string[] = []
  // Under the names of Svix, or those of Standard Webhooks. All three are strings unless one is missing.
  const [id, sent, signatures] = ['id', 'timestamp', 'signature'].map(
    (name) => header(`svix-${name}`) || header(`webhook-${name}`) || missing.push(`svix-${name}`),
  ) as [string, string, string]
  if (missing[0]) refuse(`missing-headers: ${missing}`)

  const timestamp = Number.parseInt(sent, 10)
  const age = Math.floor(now() / 1000) - timestamp
  // Written so that a tolerance of NaN refuses.
  if (!(Math.abs(age) <= tolerance)) {
    refuse(age > 0 ? 'too-old' : age < 0 ? 'too-new' : 'invalid-timestamp')
  }

  let text: string
  try {
    // The types of the DOM want to know of bytes that their memory is not shared.
    text = await new Response(body as BodyInit).text()
  } catch {
    return refuse('unreadable-body')
  }
  for (const key of keys) {
    // Once for a key, since a header has room for hundreds of signatures. What is compared are MACs of the signatures: how long
    // that takes tells nothing about them.
    const expected = await sign(key, await sign(key, `${id}.${timestamp}.${text}`))
    for (const signature of signatures.split(' ')) {
      if ((await sign(key, signature)) !== expected) continue
      try {
        const event = JSON.parse(text)
        // Clerk's guide says milliseconds, its specification shows seconds: those are below this until the year 5138.
        const at = event.timestamp ?? timestamp
        if (event.type) return { ...event, id, timestamp: at < 1e11 ? at * 1000 : at }
      } catch {
        // Not passed on: the error of JSON.parse quotes the body, which is personal data.
      }
      refuse('invalid-body')
    }
  }
  return refuse('no-matching-signature: wrong signingSecret or body')
}
