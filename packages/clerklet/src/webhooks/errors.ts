import { ClerkError } from '../core/errors.ts'

/** Why a delivery was refused. */
export type WebhookErrorCode =
  /** The signing secret is missing, or is not `whsec_` and base64. The only one that is the receiver's own fault. */
  | 'invalid-secret'
  /** Headers are absent or blank; the message names them. Every delivery of Clerk's has them. */
  | 'missing-headers'
  /** The header with the time holds no number. */
  | 'invalid-timestamp'
  /** Signed longer ago than tolerated: a replay, or the clock of the receiver is ahead. */
  | 'too-old'
  /** Signed in the future: the clock of the receiver is behind. */
  | 'too-new'
  /** The body broke off, or something read it before, such as a body parser. */
  | 'unreadable-body'
  /** Forged, changed on the way, signed with another secret, or parsed and serialised again. */
  | 'no-matching-signature'
  /** Signed, but not the JSON of an event. */
  | 'invalid-body'

/** A delivery was refused. The message begins with the code, and never contains a secret, a signature or the body. */
export class ClerkWebhookError extends ClerkError {
  override name = 'ClerkWebhookError'
  declare readonly code: WebhookErrorCode

  constructor(code: WebhookErrorCode, detail?: string) {
    super(detail ? `${code}: ${detail}` : code)
    this.code = code
  }
}

export function refuse(code: WebhookErrorCode, detail?: string): never {
  throw new ClerkWebhookError(code, detail)
}
