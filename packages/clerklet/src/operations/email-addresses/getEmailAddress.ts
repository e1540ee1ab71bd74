import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type EmailAddress, EmailAddressSchema } from '../../schemas/emailAddress.ts'

/**
 * Retrieves an e-mail address of a user.
 *
 * `GET /email_addresses/{email_address_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const found = await getEmailAddress(ctx, 'idn_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such e-mail address.
 */
export async function getEmailAddress(
  ctx: Context,
  emailAddressId: string,
  options?: RequestOptions,
): Promise<EmailAddress> {
  return request(ctx, EmailAddressSchema, {
    ...options,
    operation: 'getEmailAddress',
    method: 'GET',
    path: path`/email_addresses/${emailAddressId}`,
  })
}
