import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BillingCreditBalance,
  BillingCreditBalanceSchema,
} from '../../schemas/billingCreditBalance.ts'

/**
 * Retrieves the remaining credit of an organization, which lowers its next charges.
 *
 * `GET /organizations/{organization_id}/billing/credits` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { balance } = await getOrganizationBillingCreditBalance(ctx, 'org_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 */
export async function getOrganizationBillingCreditBalance(
  ctx: Context,
  organizationId: string,
  options?: RequestOptions,
): Promise<BillingCreditBalance> {
  return request(ctx, BillingCreditBalanceSchema, {
    ...options,
    operation: 'getOrganizationBillingCreditBalance',
    method: 'GET',
    path: path`/organizations/${organizationId}/billing/credits`,
  })
}
