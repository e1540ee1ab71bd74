import { ClerkConfigError } from '../core/errors.ts'
import { refuse } from './errors.ts'
import type { WebhookEvent } from './events.ts'
import { isSigned, keysOf, type SigningSecret, signaturesIn } from './signature.ts'
import { bodyOf, headerReader, read, type WebhookSource } from './source.ts'

export interface VerifyWebhookOptions {
  /** The signing secret of the endpoint, `whsec_…`; several during a rotation of secrets. */
  signingSecret: SigningSecret
  /** The seconds by which the time of signing may differ from now, in either direction: 0 or more. Default: 300. */
  tolerance?: number | undefined
  /** Returns the current time in milliseconds. Default: `Date.now`. */
  now?: (() => number) | undefined
}

/**
 * Checks that a delivery comes from Clerk, and returns its event.
 *
 * The body is read once, and parsed only after a signature has matched. The event is returned as sent, except for two fields.
 * `id` is the id of the message: it is the same in every delivery, so that a message can be handled only once. `timestamp` is
 * in milliseconds. The event is not compared with a schema: `clerklet/schemas` has one for each type.
 *
 * {@link https://clerk.com/docs/webhooks/sync-data Guide}
 *
 * @example
 * const event = await verifyWebhook(request, { signingSecret: env.CLERK_WEBHOOK_SIGNING_SECRET })
 * if (event.type === 'user.created') console.log(event.data.first_name)
 *
 * @throws {ClerkWebhookError} when the delivery is refused, with a `code`. Respond with 400, or with 500 for `invalid-secret`.
 * @throws {ClerkConfigError} when an option is malformed, when the source has no headers, and when its body is a promise, was
 *   parsed, or was read before. Respond with 500.
 */
export async function verifyWebhook(
  source: WebhookSource,
  options: VerifyWebhookOptions,
): Promise<WebhookEvent> {
  const { signingSecret, tolerance, now } = read('options', () => ({ ...options }))
  const keys = await keysOf(signingSecret, 'verify')
  const limit = toleranceOf(tolerance)
  const header = headerReader(source)
  // The headers have the names of Svix or of Standard Webhooks.
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
  // The comparison is negated, so that it also refuses NaN.
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
      // Clerk's guide documents milliseconds, its specification shows seconds. Seconds are below 1e11 until the year 5138.
      return { ...event, id, timestamp: at < 1e11 ? at * 1000 : at }
    }
  } catch {
    // The original error is dropped: it quotes the body, which is personal data.
  }
  return refuse('invalid-body', 'the body is signed, and is not the JSON of an event')
}

/**
 * Refuses a delivery because of its time of signing.
 *
 * @param age Seconds since the time of signing; NaN when the header contains no time.
 */
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

/** Describes why no signature matches, without the body itself. */
function mismatchOf(text: string): string {
  if (!text) return 'the body is empty: pass the raw body'
  if (text.startsWith('[object '))
    return 'the body was an object and became text: pass the raw body'
  // Matches base64 of a text that begins with `{"`, or with `{` and white space.
  if (/^(eyJ|ewo|ewk|ew0|eyA)[A-Za-z0-9+/\s]*=*\s*$/.test(text)) {
    return 'the body is base64: decode it, or pass isBase64Encoded of the event'
  }
  return 'signingSecret is not that of this endpoint, or the body is not the raw one, such as JSON that was parsed and serialised again'
}

/** Reads the body as text. Refuses the delivery when the body cannot be read. */
async function textOf(source: WebhookSource): Promise<string> {
  const body = bodyOf(source)
  if (typeof body === 'string') return body
  try {
    // A cast, because the types of the DOM exclude bytes in shared memory.
    return await new Response(body as BodyInit).text()
  } catch {
    const advice = 'verify before a body parser reads it, or pass what the parser has read'
    return refuse('unreadable-body', `the body was read before, or is incomplete: ${advice}`)
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
