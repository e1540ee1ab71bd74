import type { AuthReason } from '../auth/reasons.ts'
import type { MachinePayloads } from '../machine/payloads.ts'
import type { SessionClaims } from '../token/decodeToken.ts'
import type { MachineTokenType } from '../token/kind.ts'
import type { UnverifiedSession } from '../token/session.ts'
import type { RequestFacts } from './readRequest.ts'

/** A decision about a request: the final result, or a step to carry out before the next decision. */
export type Decision = { readonly trace: readonly string[] } & (
  | { readonly step: Step }
  | { readonly answer: Answer }
)

/** A step that a decision needs: to read, to verify or to request something. */
export type Step =
  | { readonly kind: 'verifyHeaderToken'; readonly session: UnverifiedSession }
  | {
      readonly kind: 'verifyMachineToken'
      readonly type: MachineTokenType
      readonly session: UnverifiedSession
    }
  | { readonly kind: 'readCookies' }
  | { readonly kind: 'resolveHandshake'; readonly facts: RequestFacts }
  | {
      readonly kind: 'verifyCookie'
      readonly session: UnverifiedSession
      readonly facts: RequestFacts
    }
  | {
      readonly kind: 'refresh'
      readonly facts: RequestFacts
      /** The expired token, whose session has the id `sessionId`. */
      readonly token: string
      readonly sessionId: string
      readonly refreshToken: string
      /** Explains why the token was refused. */
      readonly message: string
    }

/** The final result of a decision, from which `answer` makes a state. */
export type Answer =
  | {
      readonly kind: 'signedIn'
      readonly token: string
      readonly claims: SessionClaims
      readonly headers: ResponseHeaders
    }
  | {
      readonly kind: 'signedOut'
      readonly reason: AuthReason
      readonly message: string
      readonly headers: ResponseHeaders
    }
  | {
      readonly kind: 'handshake'
      readonly reason: AuthReason
      readonly message: string
      /** The URL that the browser is redirected to. */
      readonly location: string
      /** The number of redirects in a row, including this one. */
      readonly redirects: number
    }
  | {
      readonly kind: 'machineSignedIn'
      readonly type: MachineTokenType
      readonly payload: MachinePayloads[MachineTokenType]
      readonly token: string
    }
  | {
      readonly kind: 'machineSignedOut'
      readonly type: MachineTokenType
      readonly reason: AuthReason
      readonly message: string
    }
  | { readonly kind: 'unmatched'; readonly hasToken: boolean }

export type ResponseHeaders = [name: string, value: string][]

export function stepOf(step: Step, trace: readonly string[] = []): Decision {
  return { step, trace }
}

export function answerOf(answer: Answer, trace: readonly string[] = []): Decision {
  return { answer, trace }
}

export function signedOutFor(
  reason: AuthReason,
  message = '',
  headers: ResponseHeaders = [],
): Answer {
  return { kind: 'signedOut', reason, message, headers }
}

/** Copies a decision, and adds `lines` at the beginning of its trace. Repeated lines are dropped. */
export function traced(lines: readonly string[], decision: Decision): Decision {
  return { ...decision, trace: [...new Set([...lines, ...decision.trace])] }
}
