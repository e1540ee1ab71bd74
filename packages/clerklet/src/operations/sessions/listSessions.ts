import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type Session, SessionSchema } from '../../schemas/session.ts'

/** Params of {@link listSessions}. */
export interface ListSessionsParams {
  /** `client_…`. Required unless `user_id` is set. */
  client_id?: string | undefined
  /** `user_…`. Required unless `client_id` is set. */
  user_id?: string | undefined
  /** Only sessions with this status. Default: all. */
  status?:
    | Open<'active' | 'ended' | 'expired' | 'removed' | 'abandoned' | 'replaced' | 'revoked'>
    | undefined
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the sessions of a user or of a client. At least one of `user_id` and `client_id` is required.
 *
 * The API deletes inactive sessions after some time, so the list is not a complete history. To read all pages use
 * `paginate(listSessions, ctx, params)`.
 *
 * `GET /sessions` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listSessions(ctx, { user_id: 'user_2abc', status: 'active' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} 400 or 422 when neither `user_id` nor `client_id` is set.
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
