import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type AllowlistIdentifier,
  AllowlistIdentifierSchema,
} from '../../schemas/allowlistIdentifier.ts'

/** Params of {@link listAllowlistIdentifiers}. */
export interface ListAllowlistIdentifiersParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the identifiers that may sign up while sign-ups are restricted to the allow-list, the newest first.
 *
 * `GET /allowlist_identifiers` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listAllowlistIdentifiers(ctx, { limit: 100 })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `unsupported_subscription_plan_features` when the plan has no allow-list.
 */
export async function listAllowlistIdentifiers(
  ctx: Context,
  params?: ListAllowlistIdentifiersParams,
  options?: RequestOptions,
): Promise<Page<AllowlistIdentifier>> {
  return request(ctx, pageOf(AllowlistIdentifierSchema), {
    ...options,
    operation: 'listAllowlistIdentifiers',
    method: 'GET',
    path: path`/allowlist_identifiers`,
    query: { ...params, paginated: true },
  })
}
