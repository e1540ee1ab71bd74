import { keysOf, type SigningSecret, sign } from './signature.ts'

export interface SignWebhookOptions {
  /** `whsec_…`; with several there is a signature of each, as while a secret is being replaced. */
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
 * Signs an event as Clerk does: for tests, and for what stands in for Clerk.
 *
 * @example
 * const event = { type: 'user.deleted', object: 'event', data: { id: 'user_1', object: 'user', deleted: true } }
 * const delivery = await signWebhook(event, { signingSecret: 'whsec_dGVzdA==' })
 * const request = new Request('https://example.com/webhooks', delivery)
 *
 * @param event The event; a string is sent as it is.
 * @throws {ClerkWebhookError} `invalid-secret`.
 */
export async function signWebhook(
  event: object | string,
  options: SignWebhookOptions,
): Promise<SignedWebhook> {
  const { signingSecret, id = newId(), timestamp = Date.now() / 1000 } = options
  const keys = await keysOf(signingSecret, 'sign')
  const seconds = Math.floor(timestamp)
  const body = typeof event === 'string' ? event : JSON.stringify(event)
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

function newId(): string {
  return `msg_${crypto.randomUUID().replaceAll('-', '')}`
}
