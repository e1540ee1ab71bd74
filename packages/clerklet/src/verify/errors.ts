import { ClerkError } from '../core/errors.ts'

/** Why a session token was refused, or could not be verified. */
export type TokenVerificationReason =
  | 'token-expired'
  | 'token-invalid'
  | 'token-invalid-algorithm'
  | 'token-invalid-authorized-parties'
  | 'token-invalid-issuer'
  | 'token-invalid-signature'
  | 'token-not-active-yet'
  | 'token-iat-in-the-future'
  | 'token-verification-failed'
  | 'secret-key-invalid'
  | 'jwk-remote-failed-to-load'
  | 'jwk-failed-to-resolve'
  | 'jwk-kid-mismatch'

/** A session token was refused, or its key could not be loaded. The message never contains the token or a key. */
export class TokenVerificationError extends ClerkError {
  override name = 'TokenVerificationError'
  declare readonly reason: TokenVerificationReason
  /** Advice for the developer or the operator, if there is any. */
  declare readonly action: string | undefined
  /** The part of the request that carried the token. Set by `authenticateRequest` and `authenticateHeader`. */
  declare tokenCarrier: 'header' | 'cookie' | undefined

  constructor(reason: TokenVerificationReason, message: string, action?: string) {
    super(message)
    this.reason = reason
    this.action = action
  }

  /** The message and the action, then the reason and the carrier in brackets: one line for a log or a response header. */
  get fullMessage(): string {
    const carrier = this.tokenCarrier ? `, token-carrier=${this.tokenCarrier}` : ''
    return `${[this.message, this.action].filter(Boolean).join(' ')} (reason=${this.reason}${carrier})`
  }
}

export function refuse(reason: TokenVerificationReason, message: string, action?: string): never {
  throw new TokenVerificationError(reason, message, action)
}

/** Why a machine token was refused, or could not be verified. */
export type MachineTokenVerificationCode =
  | 'token-invalid'
  | 'token-verification-failed'
  | 'secret-key-invalid'
  | 'jwk-remote-failed-to-load'
  | 'jwk-failed-to-resolve'
  | 'unexpected-error'

/** A machine token was refused, or could not be verified. The message never contains the token or a key. */
export class MachineTokenVerificationError extends ClerkError {
  override name = 'MachineTokenVerificationError'
  declare readonly code: MachineTokenVerificationCode
  /** The status of the API's response when an opaque token was verified. Undefined for JWTs, and when no response arrived. */
  declare readonly status: number | undefined

  constructor(code: MachineTokenVerificationCode, message: string, status?: number) {
    super(message)
    this.code = code
    this.status = status
  }

  /** The message, and the code and the status in brackets: one line for a log or a response header. */
  get fullMessage(): string {
    return `${this.message} (code=${this.code}, status=${this.status ?? 'n/a'})`
  }
}
