import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BillingCreditBalance,
  BillingCreditBalanceSchema,
} from '../../schemas/billingCreditBalance.ts'

/**
 * Retrieves the remaining credit of a user, which lowers the next charges.
 *
 * `GET /users/{user_id}/billing/credits` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { balance } = await getUserBillingCreditBalance(ctx, 'user_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 */
export async function getUserBillingCreditBalance(
  ctx: Context,
  userId: string,
  options?: RequestOptions,
): Promise<BillingCreditBalance> {
  return request(ctx, BillingCreditBalanceSchema, {
    ...options,
    operation: 'getUserBillingCreditBalance',
    method: 'GET',
    path: path`/users/${userId}/billing/credits`,
  })
}
