import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Open } from '../../core/schema.ts'
import { type EmailAddress, EmailAddressSchema } from '../../schemas/emailAddress.ts'

/** What {@link replaceUserEmailAddress} takes. */
export interface ReplaceUserEmailAddressParams {
  email_address: string
  /** `reserved` is not verified, yet good for signing in and kept from others. Default: `verified`. */
  identification_status?: Open<'verified' | 'reserved' | 'unverified'> | undefined
  /** Tells the former primary address of the change. Default: `false`. */
  notify_primary_email_address_changed?: boolean | null | undefined
}

/**
 * Makes an e-mail address the only one of a user: all others are removed.
 *
 * An address that is linked to a connected account makes the API refuse. `identification_status: 'unverified'` may lock the user
 * out: one cannot sign in with such an address.
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
