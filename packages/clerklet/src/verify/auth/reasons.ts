import type { MachineTokenVerificationCode, TokenVerificationReason } from '../errors.ts'

/** Why a request is not signed in. */
export type AuthReason =
  | TokenVerificationReason
  | 'session-token-missing'
  | 'session-token-and-uat-missing'
  | 'session-token-but-no-client-uat'
  | 'client-uat-but-no-session-token'
  | 'session-token-iat-before-client-uat'
  | 'session-token-iat-in-the-future'
  | 'session-token-nbf'
  | `session-token-expired-refresh-${string}`
  | 'dev-browser-missing'
  | 'dev-browser-sync'
  | 'satellite-needs-syncing'
  | 'primary-responds-to-syncing'
  | 'primary-domain-cross-origin-sync'
  | 'active-organization-mismatch'
  | 'token-type-mismatch'
  /** `acceptsToken` is one kind of machine token, and the `Authorization` header carries no token. */
  | 'No token in header'
  | 'unexpected-error'
  | (string & {})

/** The members of a union of strings, without `string` itself. */
type Listed<Reason> = Reason extends unknown ? (string extends Reason ? never : Reason) : never

type RefreshReason = `session-token-expired-refresh-${string}`

/** The keys of {@link REFUSALS}. `session-pending` and `forbidden` stand for signed-in states, whose reason is `null`. */
export type RefusalReason =
  | Exclude<Listed<AuthReason | MachineTokenVerificationCode>, RefreshReason>
  | 'session-token-expired-refresh-*'
  | 'session-pending'
  | 'forbidden'

/** The kind of response and the message for a reason. */
export interface Refusal {
  /**
   * | kind | response |
   * |---|---|
   * | `signed out` | 401 |
   * | `refused token` | 401, with `error="invalid_token"` if the request carries a token |
   * | `forbidden` | 403 |
   * | `outage` | 503: the API or its keys cannot be used at the moment |
   */
  readonly kind: 'signed out' | 'refused token' | 'forbidden' | 'outage'
  /** A sentence for the visitor. Contains no value of the request and no advice for the operator. */
  readonly message: string
}

const EXPIRED = 'The token has expired.'
const EARLY = 'The token is not valid yet.'
const FROM_THE_FUTURE = 'The token was issued in the future.'
const NO_TOKEN = 'The request carries no session token.'
const SYNCHRONISE = 'The session must be synchronised: load a page of the application.'
const OUTAGE = 'Requests cannot be authenticated at the moment. Try again later.'

/** The kind of response and the message for each reason. */
export const REFUSALS: Readonly<Record<RefusalReason, Refusal>> = {
  'session-token-missing': { kind: 'signed out', message: NO_TOKEN },
  'session-token-and-uat-missing': { kind: 'signed out', message: NO_TOKEN },
  'client-uat-but-no-session-token': { kind: 'signed out', message: NO_TOKEN },
  'No token in header': {
    kind: 'signed out',
    message: 'The request carries no token in its Authorization header.',
  },
  'dev-browser-missing': { kind: 'signed out', message: SYNCHRONISE },
  'dev-browser-sync': { kind: 'signed out', message: SYNCHRONISE },
  'satellite-needs-syncing': { kind: 'signed out', message: SYNCHRONISE },
  'primary-responds-to-syncing': { kind: 'signed out', message: SYNCHRONISE },
  'primary-domain-cross-origin-sync': { kind: 'signed out', message: SYNCHRONISE },
  'active-organization-mismatch': { kind: 'signed out', message: SYNCHRONISE },

  'session-token-but-no-client-uat': { kind: 'refused token', message: SYNCHRONISE },
  'session-token-iat-before-client-uat': {
    kind: 'refused token',
    message: 'The token is older than the session of the browser.',
  },
  'session-token-expired-refresh-*': { kind: 'refused token', message: EXPIRED },
  'session-token-nbf': { kind: 'refused token', message: EARLY },
  'session-token-iat-in-the-future': { kind: 'refused token', message: FROM_THE_FUTURE },
  'session-pending': {
    kind: 'refused token',
    message: 'The session is pending: a task of the sign-in is not done yet.',
  },
  'token-expired': { kind: 'refused token', message: EXPIRED },
  'token-not-active-yet': { kind: 'refused token', message: EARLY },
  'token-iat-in-the-future': { kind: 'refused token', message: FROM_THE_FUTURE },
  'token-type-mismatch': {
    kind: 'refused token',
    message: 'The request carries no token of a kind that is accepted here.',
  },
  'token-invalid': { kind: 'refused token', message: 'The token is not valid.' },
  'token-invalid-algorithm': {
    kind: 'refused token',
    message: 'The token is signed with an algorithm that is not accepted.',
  },
  'token-invalid-authorized-parties': {
    kind: 'refused token',
    message: 'The token was not issued to an application that is accepted here.',
  },
  'token-invalid-issuer': {
    kind: 'refused token',
    message: 'The token was not issued by an instance that is accepted here.',
  },
  'token-invalid-signature': {
    kind: 'refused token',
    message: 'The signature of the token is not valid.',
  },
  'token-verification-failed': {
    kind: 'refused token',
    message: 'The token could not be verified.',
  },
  'jwk-kid-mismatch': {
    kind: 'refused token',
    message: 'The token is signed with a key that is not known here.',
  },

  'jwk-remote-failed-to-load': { kind: 'outage', message: OUTAGE },
  'jwk-failed-to-resolve': { kind: 'outage', message: OUTAGE },
  'secret-key-invalid': { kind: 'outage', message: OUTAGE },
  'unexpected-error': { kind: 'outage', message: OUTAGE },

  forbidden: {
    kind: 'forbidden',
    message: 'The request is authenticated, but it is not allowed.',
  },
}

const UNKNOWN: Refusal = { kind: 'signed out', message: 'The request is not signed in.' }

/** Returns the kind of response and the message for a reason. An unknown reason counts as signed out. */
export function refusalFor(reason: string): Refusal {
  const row = reason.replace(/^(session-token-expired-refresh-).*/s, '$1*')
  // `hasOwn`, so that a reason such as `constructor` finds no inherited property.
  return Object.hasOwn(REFUSALS, row) ? REFUSALS[row as RefusalReason] : UNKNOWN
}

/** Whether the cause of a reason is an outage: the API or its keys cannot be used at the moment. */
export function isOutage(reason: string): boolean {
  return refusalFor(reason).kind === 'outage'
}
