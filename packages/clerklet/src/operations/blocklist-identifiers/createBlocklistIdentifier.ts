import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type BlocklistIdentifier,
  BlocklistIdentifierSchema,
} from '../../schemas/blocklistIdentifier.ts'

/** Params of {@link createBlocklistIdentifier}. */
export interface CreateBlocklistIdentifierParams {
  /** An e-mail address, a phone number in E.164 or a wallet address. `*@example.com` stands for a whole domain. */
  identifier: string
}

/**
 * Adds an identifier to the block-list. While the block-list is enabled, the identifier can neither sign up nor, by default,
 * sign in.
 *
 * `POST /blocklist_identifiers` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await createBlocklistIdentifier(ctx, { identifier: '*@example.com' })
 *
 * @throws {ClerkApiError} `duplicate_record` when the identifier is on the list already.
 * @throws {ClerkApiError} `unsupported_subscription_plan_features` when the plan has no block-list.
 */
export async function createBlocklistIdentifier(
  ctx: Context,
  params: CreateBlocklistIdentifierParams,
  options?: RequestOptions,
): Promise<BlocklistIdentifier> {
  return request(ctx, BlocklistIdentifierSchema, {
    ...options,
    operation: 'createBlocklistIdentifier',
    method: 'POST',
    path: path`/blocklist_identifiers`,
    body: params,
  })
}
