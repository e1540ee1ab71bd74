import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Session, SessionSchema } from '../../schemas/session.ts'

/** Params of {@link verifySession}. */
export interface VerifySessionParams {
  /** The session token, from the `__session` cookie. */
  token?: string | undefined
}

/**
 * Checks with a request to the API that a token belongs to an active session. The request always has version 2024-10-01, the
 * last version with this operation.
 *
 * `POST /sessions/{session_id}/verify` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated Removed in version 2025-04-10. `verifyToken` of `clerklet/verify` checks a token without a request.
 *
 * @example
 * const session = await verifySession(ctx, 'sess_2abc', { token })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such session.
 * @throws {ClerkApiError} 401 when the token is not valid.
 * @throws {ClerkApiError} `operation_deprecated`, once the API has removed the operation.
 */
export async function verifySession(
  ctx: Context,
  sessionId: string,
  params: VerifySessionParams,
  options?: RequestOptions,
): Promise<Session> {
  return request(ctx, SessionSchema, {
    ...options,
    operation: 'verifySession',
    method: 'POST',
    path: path`/sessions/${sessionId}/verify`,
    body: params,
    apiVersion: '2024-10-01',
  })
}
