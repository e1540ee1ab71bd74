import { type Refusal, refusalFor } from './reasons.ts'
import { RETRY_AFTER, type RefusalInit, refusalResponse } from './refusalResponse.ts'

/** What a response reads of a state. */
export interface Respondable {
  /** Why the request is not signed in; `null` when it is. */
  readonly reason: string | null
  readonly headers: Headers
  /** Whether the session has a task left to do. */
  readonly isPending: boolean
  /** Whether the request carried a token, where the reason does not say so. */
  readonly hasToken: boolean
}

const STATUSES: Record<Refusal['kind'], number> = {
  'signed out': 401,
  'refused token': 401,
  forbidden: 403,
  outage: 503,
}

/** The response to a request that is not let in: a redirect when there is a `location`, whatever the status of the state. */
export function toResponse(state: Respondable, init?: RefusalInit | null): Response {
  const headers = new Headers(state.headers)
  const reason = state.reason ?? (state.isPending ? 'session-pending' : 'forbidden')
  const { kind, message } = refusalFor(reason)
  if (headers.has('location')) return refusalResponse(307, undefined, init, headers)
  if (kind === 'refused token' && state.hasToken) {
    headers.set('www-authenticate', 'Bearer error="invalid_token"')
  } else if (STATUSES[kind] === 401) {
    headers.set('www-authenticate', 'Bearer')
  }
  if (kind === 'outage') headers.set('retry-after', `${RETRY_AFTER}`)
  return refusalResponse(STATUSES[kind], { reason, message }, init, headers)
}
