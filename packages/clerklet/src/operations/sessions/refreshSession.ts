import type { MetadataInput } from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type SessionRefresh, SessionRefreshSchema } from '../../schemas/sessionRefresh.ts'

/** Params of {@link refreshSession}. */
export interface RefreshSessionParams {
  /** The session token, from the `__session` cookie. It must belong to the session that is refreshed. */
  expired_token: string
  /** The refresh token, from the `__refresh` cookie. */
  refresh_token: string
  /** The origin of the request that contained the cookies. */
  request_origin: string
  /** The headers of the request that contained the cookies, each with a list of its values. */
  request_headers?: MetadataInput | null | undefined
  /** The format of the response: a token, or cookies. Default: `token`. */
  format?: Open<'token' | 'cookie'> | null | undefined
  /** The IP address from which the request with the cookies was sent. */
  request_originating_ip?: string | null | undefined
  /**
   * Whether the names of the returned cookies end in the suffix of the instance.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  suffixed_cookies?: boolean | undefined
}

/**
 * Exchanges an expired session token and its refresh token for a new session token, or for cookies that contain one.
 *
 * `authenticateRequest` of `clerklet/verify` does this. Use `refreshSession` only when you handle the cookies yourself.
 *
 * `POST /sessions/{session_id}/refresh` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const refreshed = await refreshSession(ctx, 'sess_2abc', {
 *   expired_token: cookies.__session,
 *   refresh_token: cookies.__refresh,
 *   request_origin: 'https://app.example.com',
 * })
 * if (refreshed.object === 'token') console.log(refreshed.jwt)
 *
 * @throws {ClerkApiError} 401 when one of the tokens is not valid: a handshake is then required.
 * @throws {ClerkApiError} 400 when the session cannot be refreshed.
 */
export async function refreshSession(
  ctx: Context,
  sessionId: string,
  params: RefreshSessionParams,
  options?: RequestOptions,
): Promise<SessionRefresh> {
  const { suffixed_cookies, ...body } = { ...params }
  return request(ctx, SessionRefreshSchema, {
    ...options,
    operation: 'refreshSession',
    method: 'POST',
    path: path`/sessions/${sessionId}/refresh`,
    query: { suffixed_cookies },
    body,
  })
}
