import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Email, EmailSchema } from '../../schemas/email.ts'

/**
 * Retrieves an e-mail that was sent.
 *
 * `GET /email/{email_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @experimental Only the official SDK has this operation, since its version 3.25; no published specification has it.
 *
 * @example
 * const { status } = await getEmail(ctx, 'ema_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such e-mail.
 */
export async function getEmail(
  ctx: Context,
  emailId: string,
  options?: RequestOptions,
): Promise<Email> {
  return request(ctx, EmailSchema, {
    ...options,
    operation: 'getEmail',
    method: 'GET',
    path: path`/email/${emailId}`,
  })
}
