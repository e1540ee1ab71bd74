import { ClerkError } from '../core/errors.ts'

/** Why a delivery was refused. */
export type WebhookErrorCode =
  /** The signing secret is missing or malformed. All other codes are about the delivery. */
  | 'invalid-secret'
  /** Headers that every delivery of Clerk has are missing or blank. The message names them. */
  | 'missing-headers'
  /** The header with the time does not begin with a number. */
  | 'invalid-timestamp'
  /** Signed longer ago than `tolerance`: the delivery is late or a replay, or the clock of the receiver is ahead. */
  | 'too-old'
  /** Signed further in the future than `tolerance`: the clock of the receiver is behind. */
  | 'too-new'
  /** The body is missing or incomplete, was read before, or is not base64 although `isBase64Encoded` is set. */
  | 'unreadable-body'
  /** Forged, changed on the way, signed with another secret, or parsed and serialised again. */
  | 'no-matching-signature'
  /** The signature is valid, but the body is not the JSON of an event. */
  | 'invalid-body'

/**
 * Thrown when a delivery is refused, or a signing secret is missing or malformed. The message begins with the code, and never
 * contains a secret, a signature or the body.
 */
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
