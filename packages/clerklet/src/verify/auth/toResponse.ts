import { type Refusal, refusalFor } from './reasons.ts'
import { RETRY_AFTER, type RefusalInit, refusalResponse } from './refusalResponse.ts'

/** The fields of a state that its response depends on. */
export interface Respondable {
  /** Why the request is not signed in; `null` when the request is signed in. */
  readonly reason: string | null
  readonly headers: Headers
  /** Whether the user must still complete a task of the session. */
  readonly isPending: boolean
  /** `false` when a refused request carried no token. Its 401 then has no `error="invalid_token"`. */
  readonly hasToken: boolean
}

const STATUSES: Record<Refusal['kind'], number> = {
  'signed out': 401,
  'refused token': 401,
  forbidden: 403,
  outage: 503,
}

/** Makes the response of a state: a redirect when its headers contain a `location`, otherwise a 401, 403 or 503. */
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
