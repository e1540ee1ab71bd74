import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Session, SessionSchema } from '../../schemas/session.ts'

/** What {@link verifySession} takes. */
export interface VerifySessionParams {
  /** The session token, from the `__session` cookie. */
  token?: string | undefined
}

/**
 * Asks the API whether a token belongs to an active session. It always sends version 2024-10-01, the last one that has this.
 *
 * `POST /sessions/{session_id}/verify` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated Gone since version 2025-04-10. `verifyToken` of `clerklet/verify` checks a token without a request.
 *
 * @example
 * const session = await verifySession(ctx, 'sess_2abc', { token })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such session.
 * @throws {ClerkApiError} 401 when the token does not hold.
 * @throws {ClerkApiError} `operation_deprecated`, once the API has it no longer.
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
