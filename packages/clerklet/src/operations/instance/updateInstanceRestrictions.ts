import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type InstanceRestrictions,
  InstanceRestrictionsSchema,
} from '../../schemas/instanceRestrictions.ts'

/** Params of {@link updateInstanceRestrictions}. */
export interface UpdateInstanceRestrictionsParams {
  /** Whether only identifiers on the allow-list may sign up. */
  allowlist?: boolean | null | undefined
  /** Whether identifiers on the block-list are refused. */
  blocklist?: boolean | null | undefined
  /** Whether sign-ins ignore the allow-list and the block-list. */
  allowlist_blocklist_disabled_on_sign_in?: boolean | null | undefined
  /** Whether addresses such as `ada+news@example.com` are refused. */
  block_email_subaddresses?: boolean | null | undefined
  /** Whether addresses of disposable e-mail services are refused. */
  block_disposable_email_domains?: boolean | null | undefined
  /**
   * Whether `a.da@gmail.com` and `ada@gmail.com` count as the same address.
   *
   * @experimental Only the official SDK has this field; no published specification has it.
   */
  ignore_dots_for_gmail_addresses?: boolean | null | undefined
}

/**
 * Changes the restrictions of sign-ups. Omitted fields are unchanged.
 *
 * `PATCH /instance/restrictions` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateInstanceRestrictions(ctx, { allowlist: true })
 *
 * @throws {ClerkApiError} 402 when the plan does not include a restriction.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateInstanceRestrictions(
  ctx: Context,
  params: UpdateInstanceRestrictionsParams,
  options?: RequestOptions,
): Promise<InstanceRestrictions> {
  return request(ctx, InstanceRestrictionsSchema, {
    ...options,
    operation: 'updateInstanceRestrictions',
    method: 'PATCH',
    path: path`/instance/restrictions`,
    body: params,
  })
}
