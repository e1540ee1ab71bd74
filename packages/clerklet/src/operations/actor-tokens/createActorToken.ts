import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ActorToken, ActorTokenSchema } from '../../schemas/actorToken.ts'

/** Params of {@link createActorToken}. */
export interface CreateActorTokenParams {
  /** The user who is impersonated, `user_…`. */
  user_id: string
  /** The impersonator: the id in `sub`, and claims of your own. */
  actor: { sub: string; [claim: string]: unknown }
  /** The lifetime of the ticket, in seconds. Default: 3 600. */
  expires_in_seconds?: number | undefined
  /** The lifetime of the session, in seconds. Default: 1 800. */
  session_max_duration_in_seconds?: number | undefined
}

/**
 * Creates a ticket that lets another person impersonate a user.
 *
 * `actor` becomes the `act` claim of the session token. It may contain claims of your own in addition to `sub`.
 *
 * `POST /actor_tokens` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { url } = await createActorToken(ctx, {
 *   user_id: 'user_2abc',
 *   actor: { sub: 'user_2admin', reason: 'ticket 42' },
 * })
 *
 * @throws {ClerkApiError} 402 when the plan does not allow another impersonation.
 * @throws {ClerkApiError} 403 when the instance does not have the feature.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createActorToken(
  ctx: Context,
  params: CreateActorTokenParams,
  options?: RequestOptions,
): Promise<ActorToken> {
  return request(ctx, ActorTokenSchema, {
    ...options,
    operation: 'createActorToken',
    method: 'POST',
    path: path`/actor_tokens`,
    body: params,
  })
}
