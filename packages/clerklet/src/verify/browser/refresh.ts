import { callApi } from '../../core/callApi.ts'
import { ClerkApiError, ClerkNetworkError } from '../../core/errors.ts'
import { path } from '../../core/path.ts'
import { failure } from '../token/failure.ts'
import { verifySessionToken } from '../token/session.ts'
import { decideUnrefreshed } from './decideRefused.ts'
import { answerOf, type Decision, type Step, traced } from './decision.ts'
import { cookieHeaders, sessionCookie } from './setCookie.ts'
import type { Settings } from './settings.ts'

/**
 * Requests a new session token from the API in place of an expired one, with the refresh token of the browser. This saves the
 * redirects of a handshake.
 */
export async function refresh(
  { facts, token, sessionId, refreshToken, message }: Extract<Step, { kind: 'refresh' }>,
  request: Request,
  settings: Settings,
): Promise<Decision> {
  const failed = (reason: string, problem?: string) =>
    traced(
      problem === undefined ? [] : [`the refresh failed: ${problem}`],
      decideUnrefreshed(facts, settings, reason, message),
    )
  let cookies: unknown
  try {
    const answer = await callApi<{ cookies?: unknown }>(settings, {
      operation: 'refreshSession',
      path: path`/sessions/${sessionId}/refresh`,
      search: facts.cookies.suffixed ? '?suffixed_cookies=true' : '',
      tokens: [token, refreshToken],
      body: {
        format: 'cookie',
        expired_token: token,
        refresh_token: refreshToken,
        request_origin: facts.url.origin,
        request_headers: Object.fromEntries(
          Array.from(request.headers, ([name, value]) => [name, [value]]),
        ),
      },
    })
    cookies = answer.cookies
  } catch (error) {
    // `failure` throws when the error is a mistake in the configuration.
    const problem = failure(error).message
    if (error instanceof ClerkNetworkError) return failed('fetch-error', problem)
    const code = (error instanceof ClerkApiError && error.code) || ''
    // The code becomes a part of the reason, so it must be one word.
    return failed(/^[\w-]+$/.test(code) ? code : 'unexpected-bapi-error', problem)
  }
  const headers = cookieHeaders(cookies)
  if (!headers.length) return failed('unexpected-sdk-error')
  try {
    const fresh = sessionCookie(headers) ?? ''
    const claims = await verifySessionToken(settings, fresh)
    return answerOf({ kind: 'signedIn', token: fresh, claims, headers })
  } catch (error) {
    return failed('invalid-session-token', failure(error).message)
  }
}
