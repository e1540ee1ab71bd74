import { ClerkConfigError } from '../core/errors.ts'
import { refuse } from './errors.ts'
import type { WebhookEvent } from './events.ts'
import { isSigned, keysOf, type SigningSecret, signaturesIn } from './signature.ts'
import { bodyOf, headerReader, read, type WebhookSource } from './source.ts'

export interface VerifyWebhookOptions {
  /** The signing secret of the endpoint, `whsec_…`; several while one replaces another. */
  signingSecret: SigningSecret
  /** Seconds that the time of signing may differ from now, in either direction: finite, 0 or more. Default: 300. */
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
 * @throws {ClerkWebhookError} when the delivery is refused; `code` says why. Respond with 400, or 500 for `invalid-secret`.
 * @throws {ClerkConfigError} when an option is malformed, the source has no headers, or its body was parsed. Respond with 500.
 */
export async function verifyWebhook(
  source: WebhookSource,
  options: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  const { signingSecret, tolerance, now } = read('options', () => ({ ...options }))
  const keys = await keysOf(signingSecret, 'verify')
  const limit = toleranceOf(tolerance)
  const header = headerReader(source)
  // Under the names of Svix, or those of Standard Webhooks.
  const either = (name: string) => header(`svix-${name}`) || header(`webhook-${name}`)
  const id = either('id')
  const sent = either('timestamp')
  const signatures = either('signature')
  const missing = Object.entries({ id, timestamp: sent, signature: signatures })
    .filter(([, value]) => !value)
    .map(([name]) => `svix-${name}`)
  if (missing.length > 0) refuse('missing-headers', missing.join(','))

  const timestamp = Number.parseInt(sent, 10)
  const age = Math.floor(currentTime(now) / 1000) - timestamp
  // Written so that a timestamp of NaN is refused.
  if (!(Math.abs(age) <= limit)) {
    refuseTime(age, limit)
  }

  const text = await textOf(source)
  const content = new TextEncoder().encode(`${id}.${timestamp}.${text}`)
  if (!(await isSigned(keys, signaturesIn(signatures), content))) {
    refuse('no-matching-signature', mismatchOf(text))
  }
  try {
    const event = JSON.parse(text)
    if (event.type && typeof event.type === 'string') {
      const at = typeof event.timestamp === 'number' ? event.timestamp : timestamp
      // Clerk's guide says milliseconds, its specification shows seconds: those are below this until the year 5138.
      return { ...event, id, timestamp: at < 1e11 ? at * 1000 : at }
    }
  } catch {
    // Not passed on: the error of JSON.parse quotes the body, which is personal data.
  }
  return refuse('invalid-body', 'the body is signed, and is not the JSON of an event')
}

/** @param age Seconds since the time of signing; NaN when the header holds no time. */
function refuseTime(age: number, tolerance: number): never {
  const limit = `tolerance is ${tolerance} s`
  if (age > 0) {
    const why = 'it is a replay or was delivered late, or the clock of this machine is ahead'
    return refuse('too-old', `signed ${age} s ago, and ${limit}: ${why}`)
  }
  if (age < 0) {
    const why = 'the clock of this machine is behind'
    return refuse('too-new', `signed ${-age} s in the future, and ${limit}: ${why}`)
  }
  return refuse('invalid-timestamp', 'svix-timestamp is not a number')
}

/** What to do when no signature matches. Shows nothing of the body. */
function mismatchOf(text: string): string {
  if (!text) return 'the body is empty: pass the raw body'
  if (text.startsWith('[object '))
    return 'the body was an object and became text: pass the raw body'
  // `{"` and `{` with white space behind it, in base64.
  if (/^(eyJ|ewo|ewk|ew0|eyA)[A-Za-z0-9+/\s]*=*\s*$/.test(text)) {
    return 'the body is base64: decode it, or pass isBase64Encoded of the event'
  }
  return 'signingSecret is not that of this endpoint, or the body is not the raw one, such as JSON that was parsed and serialised again'
}

/** The body as text, refused when it cannot be read. */
async function textOf(source: WebhookSource): Promise<string> {
  const body = bodyOf(source)
  if (typeof body === 'string') return body
  try {
    // The types of the DOM require that the memory of bytes is not shared.
    return await new Response(body as BodyInit).text()
  } catch {
    const advice = 'verify before a body parser reads it, or pass what the parser has read'
    return refuse('unreadable-body', `the body was read before, or broke off: ${advice}`)
  }
}

function toleranceOf(tolerance: unknown): number {
  const seconds = tolerance ?? 300
  if (typeof seconds === 'number' && seconds >= 0 && seconds < Infinity) return seconds
  throw new ClerkConfigError('tolerance must be a number of seconds: finite, and 0 or more')
}

function currentTime(now: (() => number) | undefined): number {
  const time = read('now', now ?? Date.now)
  if (Number.isFinite(time)) return time
  throw new ClerkConfigError('now must return the current time in milliseconds')
}
