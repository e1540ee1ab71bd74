import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type User, UserSchema } from '../../schemas/user.ts'

/** Params of {@link setUserPasswordCompromised}. */
export interface SetUserPasswordCompromisedParams {
  /** Whether to end all sessions of the user. Default: `false`. */
  revoke_all_sessions?: boolean | null | undefined
}

/**
 * Marks the password of a user as compromised: the user must choose another one at the next sign-in.
 *
 * `POST /users/{user_id}/password/set_compromised` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const user = await setUserPasswordCompromised(ctx, 'user_2abc', { revoke_all_sessions: true })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function setUserPasswordCompromised(
  ctx: Context,
  userId: string,
  params?: SetUserPasswordCompromisedParams,
  options?: RequestOptions,
): Promise<User> {
  return request(ctx, UserSchema, {
    ...options,
    operation: 'setUserPasswordCompromised',
    method: 'POST',
    path: path`/users/${userId}/password/set_compromised`,
    body: params,
  })
}
