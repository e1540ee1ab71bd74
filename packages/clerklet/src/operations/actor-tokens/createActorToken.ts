import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ActorToken, ActorTokenSchema } from '../../schemas/actorToken.ts'

/** What {@link createActorToken} takes. */
export interface CreateActorTokenParams {
  /** Who is impersonated. */
  user_id: string
  /** Who impersonates. */
  actor: { sub: string; [claim: string]: unknown }
  /** How long the ticket can be used. Default: 3 600. */
  expires_in_seconds?: number | undefined
  /** How long the session lasts. Default: 1 800. */
  session_max_duration_in_seconds?: number | undefined
}

/**
 * Creates a ticket that lets somebody act as a user.
 *
 * Claims of your own stand beside `sub` in `actor`; all of it becomes the `act` claim of the session.
 *
 * `POST /actor_tokens` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { url } = await createActorToken(ctx, {
 *   user_id: 'user_2abc',
 *   actor: { sub: 'user_2admin', reason: 'ticket 42' },
 * })
 *
 * @throws {ClerkApiError} 402 when the plan has no impersonation left.
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
