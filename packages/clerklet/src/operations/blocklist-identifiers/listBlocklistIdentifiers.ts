import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import {
  type BlocklistIdentifier,
  BlocklistIdentifierSchema,
} from '../../schemas/blocklistIdentifier.ts'

/**
 * Lists the identifiers on the block-list. The API does not page this list: the response contains all identifiers.
 *
 * `GET /blocklist_identifiers` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listBlocklistIdentifiers(ctx)
 *
 * @throws {ClerkApiError} `unsupported_subscription_plan_features` when the plan has no block-list.
 */
export async function listBlocklistIdentifiers(
  ctx: Context,
  options?: RequestOptions,
): Promise<Page<BlocklistIdentifier>> {
  return request(ctx, pageOf(BlocklistIdentifierSchema), {
    ...options,
    operation: 'listBlocklistIdentifiers',
    method: 'GET',
    path: path`/blocklist_identifiers`,
  })
}
