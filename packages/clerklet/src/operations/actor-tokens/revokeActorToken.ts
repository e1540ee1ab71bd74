import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ActorToken, ActorTokenSchema } from '../../schemas/actorToken.ts'

/**
 * Revokes an actor token that has not been used.
 *
 * `POST /actor_tokens/{actor_token_id}/revoke` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await revokeActorToken(ctx, 'act_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such token.
 * @throws {ClerkApiError} 400 when the token is not pending.
 */
export async function revokeActorToken(
  ctx: Context,
  actorTokenId: string,
  options?: RequestOptions,
): Promise<ActorToken> {
  return request(ctx, ActorTokenSchema, {
    ...options,
    operation: 'revokeActorToken',
    method: 'POST',
    path: path`/actor_tokens/${actorTokenId}/revoke`,
  })
}
