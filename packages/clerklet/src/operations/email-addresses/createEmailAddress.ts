import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type EmailAddress, EmailAddressSchema } from '../../schemas/emailAddress.ts'

/** Params of {@link createEmailAddress}. */
export interface CreateEmailAddressParams {
  /** The user who gets the address, `user_…`. */
  user_id: string
  /** The address, in the format of RFC 5322. */
  email_address: string
  /** Whether the address counts as verified. */
  verified?: boolean | null | undefined
  /** Whether the address becomes the primary address of the user. Default: only when it is the first address. */
  primary?: boolean | null | undefined
  /** Whether to notify the previous primary address of the change. Default: `false`. */
  notify_primary_email_address_changed?: boolean | null | undefined
}

/**
 * Adds an e-mail address to a user.
 *
 * No message is sent to the address. Unless `verified` is `true`, the user must verify it later.
 *
 * `POST /email_addresses` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const added = await createEmailAddress(ctx, {
 *   user_id: 'user_2abc',
 *   email_address: 'ada@example.com',
 *   verified: true,
 * })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `form_identifier_exists` when the address is taken.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createEmailAddress(
  ctx: Context,
  params: CreateEmailAddressParams,
  options?: RequestOptions,
): Promise<EmailAddress> {
  return request(ctx, EmailAddressSchema, {
    ...options,
    operation: 'createEmailAddress',
    method: 'POST',
    path: path`/email_addresses`,
    body: params,
  })
}
