import { ClerkConfigError } from '../core/errors.ts'
import { keysOf, type SigningSecret, sign } from './signature.ts'

export interface SignWebhookOptions {
  /** The signing secret, `whsec_…`; several during a rotation of secrets. The delivery has one signature for each secret. */
  signingSecret: SigningSecret
  /** The id of the message. Default: a random one. */
  id?: string | undefined
  /** The time of signing, in epoch seconds. Default: now. */
  timestamp?: number | undefined
}

/** A signed delivery: a source for `verifyWebhook`, or the second argument of `new Request`. */
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
 * @param event The event. A string is sent unchanged.
 * @throws {ClerkWebhookError} `invalid-secret` when a signing secret is missing or malformed.
 * @throws {ClerkConfigError} when the options are missing, and when the event cannot be written as JSON.
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
    // The original error is dropped: it may quote the event.
  }
  if (json !== undefined) return json
  throw new ClerkConfigError(
    'signWebhook: the event cannot be written as JSON: look for BigInts, cycles and functions in it',
  )
}

function newId(): string {
  return `msg_${crypto.randomUUID().replaceAll('-', '')}`
}
