import { callApi } from '../../core/callApi.ts'
import { ClerkApiError, ClerkConfigError, ClerkNetworkError } from '../../core/errors.ts'
import { path } from '../../core/path.ts'
import { verifySessionToken } from '../token/session.ts'
import { decideUnrefreshed } from './decideRefused.ts'
import { answerOf, type Decision, type Step } from './decision.ts'
import { cookieHeaders, sessionCookie } from './setCookie.ts'
import type { Settings } from './settings.ts'

/**
 * Requests a new session token from the API in place of an expired one, with the refresh token of the browser, which saves a
 * redirect.
 */
export async function refresh(
  { facts, token, sessionId, refreshToken, message }: Extract<Step, { kind: 'refresh' }>,
  request: Request,
  settings: Settings,
): Promise<Decision> {
  const failed = (reason: string) => decideUnrefreshed(facts, settings, reason, message)
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
    if (error instanceof ClerkConfigError) throw error
    if (error instanceof ClerkNetworkError) return failed('fetch-error')
    const code = (error instanceof ClerkApiError && error.code) || ''
    // The code becomes a part of the reason, which is one word.
    return failed(/^[\w-]+$/.test(code) ? code : 'unexpected-bapi-error')
  }
  const headers = cookieHeaders(cookies)
  if (!headers.length) return failed('unexpected-sdk-error')
  try {
    const fresh = sessionCookie(headers) ?? ''
    const claims = await verifySessionToken(settings, fresh)
    return answerOf({ kind: 'signedIn', token: fresh, claims, headers })
  } catch {
    return failed('invalid-session-token')
  }
}
