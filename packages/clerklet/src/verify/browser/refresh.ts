import { callApi } from '../../core/callApi.ts'
import { ClerkApiError, ClerkConfigError, ClerkNetworkError } from '../../core/errors.ts'
import { path } from '../../core/path.ts'
import { type SignedInState, signedIn } from '../auth/state.ts'
import { verifySession } from '../token/openSession.ts'
import { cookieOf, cookieSet } from './cookieSet.ts'
import { type Incoming, sessionOf, urlOf } from './incoming.ts'
import { cookieHeaders, sessionCookie } from './setCookie.ts'

/**
 * Asks the API for a new session token in place of an expired one, with the refresh token of the browser: no redirect is
 * needed then. Otherwise says why that was not possible.
 */
export async function refresh(incoming: Incoming): Promise<SignedInState | string> {
  const { request, ctx, trace, token } = incoming
  if (request.method !== 'GET') return 'non-eligible-non-get'
  const { session, suffixed } = cookieSet(incoming)
  // With a suffix always: without one it may be another instance's.
  const refreshToken = cookieOf(incoming, '__refresh', true)
  if (!refreshToken) return 'non-eligible-no-refresh-cookie'
  const expired = session ?? token ?? ''
  const { claims } = sessionOf(incoming, expired)
  if (!claims) return 'expired-session-token-decode-failed'
  const { sid } = claims
  if (!sid || typeof sid !== 'string') return 'expired-session-token-missing-sid-claim'
  trace.push('refreshing the token')
  let cookies: unknown
  try {
    const answer = await callApi<{ cookies?: unknown }>(ctx, {
      path: path`/sessions/${sid}/refresh`,
      search: suffixed ? '?suffixed_cookies=true' : '',
      tokens: [expired, refreshToken],
      body: {
        format: 'cookie',
        expired_token: expired,
        refresh_token: refreshToken,
        request_origin: urlOf(incoming).origin,
        request_headers: Object.fromEntries(
          Array.from(request.headers, ([name, value]) => [name, [value]]),
        ),
      },
    })
    cookies = answer.cookies
  } catch (error) {
    if (error instanceof ClerkConfigError) throw error
    if (error instanceof ClerkNetworkError) return 'fetch-error'
    return (error instanceof ClerkApiError && error.code) || 'unexpected-bapi-error'
  }
  const headers = cookieHeaders(cookies)
  if (!headers.length) return 'unexpected-sdk-error'
  try {
    const fresh = sessionCookie(headers) ?? ''
    return signedIn(incoming, fresh, await verifySession(ctx, fresh), headers)
  } catch {
    return 'invalid-session-token'
  }
}
