import type { MetadataInput } from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type SessionRefresh, SessionRefreshSchema } from '../../schemas/sessionRefresh.ts'

/** What {@link refreshSession} takes. */
export interface RefreshSessionParams {
  /** The session token, from the `__session` cookie. It has to be one of this session. */
  expired_token: string
  /** From the `__refresh` cookie. */
  refresh_token: string
  /** The origin of the request that brought the cookies. */
  request_origin: string
  /** The headers of that request, each with a list of its values. */
  request_headers?: MetadataInput | null | undefined
  /** What to answer: a token, or cookies. Default: `token`. */
  format?: Open<'token' | 'cookie'> | null | undefined
  /** The address that the request came from. */
  request_originating_ip?: string | null | undefined
  /**
   * Answers cookies whose names end in the suffix of the instance.
   *
   * @experimental Known to the official SDK only.
   */
  suffixed_cookies?: boolean | undefined
}

/**
 * Trades an expired session token and the refresh token beside it for a new session token, or for cookies that hold one.
 *
 * `authenticateRequest` of `clerklet/verify` does so on its own; this is for those who handle the cookies themselves.
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
 * @throws {ClerkApiError} 401 when one of the tokens does not hold: send the browser through a handshake.
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
