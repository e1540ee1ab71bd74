import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type SessionToken, SessionTokenSchema } from '../../schemas/sessionToken.ts'

/** Params of {@link createSessionTokenFromTemplate}. */
export interface CreateSessionTokenFromTemplateParams {
  /** Seconds, 30 to 315360000. Default: the lifetime of the template. */
  expires_in_seconds?: number | null | undefined
}

/**
 * Creates a token of a session, with the claims of the JWT template `templateName`.
 *
 * `POST /sessions/{session_id}/tokens/{template_name}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { jwt } = await createSessionTokenFromTemplate(ctx, 'sess_2abc', 'hasura')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such session or template.
 */
export async function createSessionTokenFromTemplate(
  ctx: Context,
  sessionId: string,
  templateName: string,
  params?: CreateSessionTokenFromTemplateParams,
  options?: RequestOptions,
): Promise<SessionToken> {
  return request(ctx, SessionTokenSchema, {
    ...options,
    operation: 'createSessionTokenFromTemplate',
    method: 'POST',
    path: path`/sessions/${sessionId}/tokens/${templateName}`,
    body: params,
  })
}
