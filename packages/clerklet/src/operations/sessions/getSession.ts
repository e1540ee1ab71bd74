import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Session, SessionSchema } from '../../schemas/session.ts'

/**
 * Retrieves a session.
 *
 * `GET /sessions/{session_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { status } = await getSession(ctx, 'sess_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such session.
 */
export async function getSession(
  ctx: Context,
  sessionId: string,
  options?: RequestOptions,
): Promise<Session> {
  return request(ctx, SessionSchema, {
    ...options,
    operation: 'getSession',
    method: 'GET',
    path: path`/sessions/${sessionId}`,
  })
}
