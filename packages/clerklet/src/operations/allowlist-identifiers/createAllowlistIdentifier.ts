import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import {
  type AllowlistIdentifier,
  AllowlistIdentifierSchema,
} from '../../schemas/allowlistIdentifier.ts'

/** Params of {@link createAllowlistIdentifier}. */
export interface CreateAllowlistIdentifierParams {
  /** An e-mail address, a phone number in E.164 or a wallet address. `*@example.com` stands for a whole domain. */
  identifier: string
  /** Whether to send an invitation to the e-mail address or the phone number. Default: `false`. */
  notify?: boolean | undefined
}

/**
 * Adds an identifier to the allow-list. The identifier may sign up while sign-ups are restricted to the allow-list.
 *
 * `POST /allowlist_identifiers` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await createAllowlistIdentifier(ctx, { identifier: '*@example.com' })
 *
 * @throws {ClerkApiError} `duplicate_record` when the identifier is on the list already.
 * @throws {ClerkApiError} `unsupported_subscription_plan_features` when the plan has no allow-list.
 */
export async function createAllowlistIdentifier(
  ctx: Context,
  params: CreateAllowlistIdentifierParams,
  options?: RequestOptions,
): Promise<AllowlistIdentifier> {
  return request(ctx, AllowlistIdentifierSchema, {
    ...options,
    operation: 'createAllowlistIdentifier',
    method: 'POST',
    path: path`/allowlist_identifiers`,
    body: params,
  })
}
