import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type Session, SessionSchema } from '../../schemas/session.ts'

/** What {@link listSessions} takes. */
export interface ListSessionsParams {
  /** `client_…`. Required unless `user_id` is given. */
  client_id?: string | undefined
  /** `user_…`. Required unless `client_id` is given. */
  user_id?: string | undefined
  status?:
    | Open<'active' | 'ended' | 'expired' | 'removed' | 'abandoned' | 'replaced' | 'revoked'>
    | undefined
  /** 1 to 500. Default: 10. `Infinity` asks for the largest page. */
  limit?: number | undefined
  /** How many to skip. */
  offset?: number | undefined
}

/**
 * Lists the sessions of a user or of a client; one of the two has to be given.
 *
 * Inactive sessions are cleaned away after a while, so that this is no history. To read all pages use
 * `paginate(listSessions, ctx, params)`.
 *
 * `GET /sessions` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listSessions(ctx, { user_id: 'user_2abc', status: 'active' })
 *
 * @throws {ClerkConfigError} when `limit` is not 1 to 500.
 * @throws {ClerkApiError} 400 or 422 when neither a user nor a client is given.
 */
export async function listSessions(
  ctx: Context,
  params: ListSessionsParams,
  options?: RequestOptions,
): Promise<Page<Session>> {
  return request(ctx, pageOf(SessionSchema), {
    ...options,
    operation: 'listSessions',
    method: 'GET',
    path: path`/sessions`,
    query: { ...params, paginated: true },
  })
}
