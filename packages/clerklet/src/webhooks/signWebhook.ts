import { ClerkConfigError } from '../core/errors.ts'
import { keysOf, type SigningSecret, sign } from './signature.ts'

export interface SignWebhookOptions {
  /** `whsec_…`. With several, the delivery has a signature of each, as while one replaces another. */
  signingSecret: SigningSecret
  /** The id of the message. Default: a random one. */
  id?: string | undefined
  /** When it is sent, in seconds. Default: now. */
  timestamp?: number | undefined
}

/** A delivery: what `verifyWebhook` takes, and what a `Request` is made of. */
export interface SignedWebhook {
  method: 'POST'
  headers: Record<string, string>
  body: string
}

/**
 * Signs an event as Clerk does, for tests and emulators.
 *
 * @example
 * const event = { type: 'user.deleted', object: 'event', data: { id: 'user_1', object: 'user', deleted: true } }
 * const delivery = await signWebhook(event, { signingSecret: 'whsec_dGVzdA==' })
 * const request = new Request('https://example.com/webhooks', delivery)
 *
 * @param event The event; a string is sent as it is.
 * @throws {ClerkWebhookError} `invalid-secret`.
 * @throws {ClerkConfigError} when there are no options, or the event cannot be written as JSON.
 */
export async function signWebhook(
  event: object | string,
  options: SignWebhookOptions,
): Promise<SignedWebhook> {
  if (typeof options !== 'object' || options === null) {
    throw new ClerkConfigError('signWebhook has no options: pass { signingSecret }')
  }
  const { signingSecret, id = newId(), timestamp = Date.now() / 1000 } = options
  const keys = await keysOf(signingSecret, 'sign')
  const seconds = Math.floor(timestamp)
  const body = typeof event === 'string' ? event : jsonOf(event)
  const signatures = await Promise.all(keys.map((key) => sign(key, `${id}.${seconds}.${body}`)))
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'svix-id': id,
      'svix-timestamp': `${seconds}`,
      'svix-signature': signatures.join(' '),
    },
    body,
  }
}

function jsonOf(event: object): string {
  let json: string | undefined
  try {
    json = JSON.stringify(event)
  } catch {
    // The error below does not quote the value.
  }
  if (json !== undefined) return json
  throw new ClerkConfigError(
    'signWebhook: the event cannot be written as JSON: look for BigInts, cycles and functions in it',
  )
}

function newId(): string {
  return `msg_${crypto.randomUUID().replaceAll('-', '')}`
}
