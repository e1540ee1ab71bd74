import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import {
  type BillingCreditLedgerEntry,
  BillingCreditLedgerEntrySchema,
} from '../../schemas/billingCreditLedgerEntry.ts'

/** Params of {@link adjustOrganizationBillingCreditBalance}. */
export interface AdjustOrganizationBillingCreditBalanceParams {
  /** In cents, more than 0. */
  amount: number
  /** Whether to raise or lower the credit by `amount`. */
  action: Open<'increase' | 'decrease'>
  /** ISO 4217. Default: `USD`. */
  currency?: string | undefined
  /** A unique key of the adjustment. Calls with the same key adjust the credit only once. */
  idempotency_key: string
  /** A note that is stored with the ledger entry. */
  note?: string | undefined
}

/**
 * Raises or lowers the credit of an organization.
 *
 * A call is not retried automatically when no response arrives. Retry it with the same `idempotency_key`: if the first call was
 * carried out, the response is the ledger entry of that call.
 *
 * `POST /organizations/{organization_id}/billing/credits` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await adjustOrganizationBillingCreditBalance(ctx, 'org_2abc', {
 *   amount: 1_000,
 *   action: 'increase',
 *   idempotency_key: 'goodwill-2026-05-12-org_2abc',
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such organization.
 * @throws {ClerkApiError} 409 when `idempotency_key` was used for another adjustment.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function adjustOrganizationBillingCreditBalance(
  ctx: Context,
  organizationId: string,
  params: AdjustOrganizationBillingCreditBalanceParams,
  options?: RequestOptions,
): Promise<BillingCreditLedgerEntry> {
  return request(ctx, BillingCreditLedgerEntrySchema, {
    ...options,
    operation: 'adjustOrganizationBillingCreditBalance',
    method: 'POST',
    path: path`/organizations/${organizationId}/billing/credits`,
    body: params,
  })
}
