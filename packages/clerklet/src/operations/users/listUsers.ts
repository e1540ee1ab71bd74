import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { arrayOf, type Open } from '../../core/schema.ts'
import { type User, UserSchema } from '../../schemas/user.ts'
import type { UserFilters } from './userFilters.ts'

/** Params of {@link listUsers}. */
export interface ListUsersParams extends UserFilters {
  /**
   * 1 to 500. Default: 10, or the number of values in `user_id`, `external_id`, `email_address`, `phone_number`, `username`,
   * `web3_wallet` and `provider_user_id` when this number is larger. `Infinity` requests the largest page.
   */
  limit?: number | undefined
  /**
   * The number of rows to skip. When users are created or deleted between two pages, rows are repeated or skipped:
   * `starting_after` avoids this.
   */
  offset?: number | undefined
  /** The id of the last user of the previous page. Requires an order by `created_at`, in either direction, and no `offset`. */
  starting_after?: string | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `-created_at`. */
  order_by?: Open<UserOrder | `${'+' | '-'}${UserOrder}`> | undefined
}

type UserOrder =
  | 'created_at'
  | 'updated_at'
  | 'email_address'
  | 'web3wallet'
  | 'first_name'
  | 'last_name'
  | 'phone_number'
  | 'username'
  | 'last_active_at'
  | 'last_sign_in_at'

/**
 * Lists users, the newest first by default.
 *
 * The response is an array without the total number of users, which {@link countUsers} returns. Unknown ids in a filter are
 * ignored. To read all pages use `paginate(listUsers, ctx)`.
 *
 * `GET /users` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const banned = await listUsers(ctx, { banned: true, limit: 100, order_by: '-last_sign_in_at' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`, or a filter is an empty array.
 * @throws {ClerkApiError} `form_param_value_invalid` when `starting_after` is combined with an `offset`, or when the order is
 *   not by `created_at`.
 */
export async function listUsers(
  ctx: Context,
  params?: ListUsersParams,
  options?: RequestOptions,
): Promise<User[]> {
  return request(ctx, arrayOf(UserSchema), {
    ...options,
    operation: 'listUsers',
    method: 'GET',
    path: path`/users`,
    query: params,
    idFilters: [
      'user_id',
      'external_id',
      'email_address',
      'phone_number',
      'username',
      'web3_wallet',
      'provider_user_id',
    ],
  })
}
