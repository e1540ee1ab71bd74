import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type EmailAddress, EmailAddressSchema } from '../../schemas/emailAddress.ts'

/** Params of {@link replaceUserEmailAddress}. */
export interface ReplaceUserEmailAddressParams {
  /** The new address, in the format of RFC 5322. */
  email_address: string
  /** A `reserved` address is unverified. The user can sign in with it, and no other user can add it. Default: `verified`. */
  identification_status?: Open<'verified' | 'reserved' | 'unverified'> | undefined
  /** Whether to notify the previous primary address of the change. Default: `false`. */
  notify_primary_email_address_changed?: boolean | null | undefined
}

/**
 * Replaces all e-mail addresses of a user by a single one.
 *
 * The API refuses the call when an address is linked to a connected account. `identification_status: 'unverified'` may lock the
 * user out, since a user cannot sign in with an unverified address.
 *
 * `PUT /users/{user_id}/email_address` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await replaceUserEmailAddress(ctx, 'user_2abc', { email_address: 'ada@example.com' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such user.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function replaceUserEmailAddress(
  ctx: Context,
  userId: string,
  params: ReplaceUserEmailAddressParams,
  options?: RequestOptions,
): Promise<EmailAddress> {
  return request(ctx, EmailAddressSchema, {
    ...options,
    operation: 'replaceUserEmailAddress',
    method: 'PUT',
    path: path`/users/${userId}/email_address`,
    body: params,
  })
}
