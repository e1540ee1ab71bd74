import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Session, SessionSchema } from '../../schemas/session.ts'

/**
 * Ends a session. Its existing session tokens stay valid until they expire, by default for at most a minute.
 *
 * `POST /sessions/{session_id}/revoke` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await revokeSession(ctx, 'sess_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such session.
 */
export async function revokeSession(
  ctx: Context,
  sessionId: string,
  options?: RequestOptions,
): Promise<Session> {
  return request(ctx, SessionSchema, {
    ...options,
    operation: 'revokeSession',
    method: 'POST',
    path: path`/sessions/${sessionId}/revoke`,
  })
}
