import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type SessionToken, SessionTokenSchema } from '../../schemas/sessionToken.ts'

/** Params of {@link createSessionToken}. */
export interface CreateSessionTokenParams {
  /** Seconds, 30 to 315360000. Default: the lifetime of the instance's session tokens. */
  expires_in_seconds?: number | null | undefined
}

/**
 * Creates a session token.
 *
 * The token has no `azp` claim, so verifiers with `authorizedParties` refuse it.
 *
 * `POST /sessions/{session_id}/tokens` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { jwt } = await createSessionToken(ctx, 'sess_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such session.
 */
export async function createSessionToken(
  ctx: Context,
  sessionId: string,
  params?: CreateSessionTokenParams,
  options?: RequestOptions,
): Promise<SessionToken> {
  return request(ctx, SessionTokenSchema, {
    ...options,
    operation: 'createSessionToken',
    method: 'POST',
    path: path`/sessions/${sessionId}/tokens`,
    body: params,
  })
}
