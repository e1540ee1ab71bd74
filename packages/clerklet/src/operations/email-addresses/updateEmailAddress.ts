import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type EmailAddress, EmailAddressSchema } from '../../schemas/emailAddress.ts'

/** Params of {@link updateEmailAddress}. */
export interface UpdateEmailAddressParams {
  /** Whether the address counts as verified. */
  verified?: boolean | null | undefined
  /** Whether the address becomes the primary address of the user. */
  primary?: boolean | null | undefined
  /** Whether to notify the previous primary address of the change. Default: `false`. */
  notify_primary_email_address_changed?: boolean | null | undefined
}

/**
 * Changes an e-mail address. Omitted fields are unchanged.
 *
 * `PATCH /email_addresses/{email_address_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateEmailAddress(ctx, 'idn_2abc', { primary: true })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such e-mail address.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateEmailAddress(
  ctx: Context,
  emailAddressId: string,
  params: UpdateEmailAddressParams,
  options?: RequestOptions,
): Promise<EmailAddress> {
  return request(ctx, EmailAddressSchema, {
    ...options,
    operation: 'updateEmailAddress',
    method: 'PATCH',
    path: path`/email_addresses/${emailAddressId}`,
    body: params,
  })
}
