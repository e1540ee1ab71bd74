import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Session, SessionSchema } from '../../schemas/session.ts'

/** Params of {@link createSession}. */
export interface CreateSessionParams {
  /** `user_…`, the user of the session. */
  user_id: string
  /** `org_…`, the organization that is active in the session. The user must be a member of it. */
  active_organization_id?: string | undefined
}

/**
 * Creates an active session for a user, without a sign-in. For tests in development instances only.
 *
 * `POST /sessions` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const session = await createSession(ctx, { user_id: 'user_2abc' })
 * const { jwt } = await createSessionToken(ctx, session.id)
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} 400 when the instance is a production instance.
 */
export async function createSession(
  ctx: Context,
  params: CreateSessionParams,
  options?: RequestOptions,
): Promise<Session> {
  return request(ctx, SessionSchema, {
    ...options,
    operation: 'createSession',
    method: 'POST',
    path: path`/sessions`,
    body: params,
  })
}
