import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type IdempotentRequestOptions, request } from '../../core/request.ts'
import { type Email, EmailSchema } from '../../schemas/email.ts'

/** Params of {@link createEmail}. */
export interface CreateEmailParams {
  /** The recipient: either `address` or `user_id`. */
  to: { address?: string | undefined; name?: string | undefined; user_id?: string | undefined }
  /** The sender. `name` has at most 200 characters. */
  from: { address: string; name?: string | undefined }
  /** The address for replies. `name` has at most 200 characters. */
  reply_to?: { address: string; name?: string | undefined } | undefined
  /** At most 998 characters. */
  subject: string
  /** The body as HTML. `html`, `text` or both are required. */
  html?: string | undefined
  /** The body as plain text. */
  text?: string | undefined
  /** The addresses that get a copy. */
  cc?: readonly string[] | undefined
  /** The addresses that get a copy, hidden from the other recipients. */
  bcc?: readonly string[] | undefined
  /** Further headers of the e-mail, by name. */
  headers?: Record<string, string> | undefined
  /** At most 10 files. `content` is in base64. */
  attachments?: readonly { filename: string; content: string }[] | undefined
}

/**
 * Sends an e-mail.
 *
 * With `options.idempotencyKey`, the e-mail is sent only once, even when the call is retried.
 *
 * `POST /email` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @experimental Only the official SDK has this operation, since its version 3.16; no published specification has it.
 *
 * @example
 * const email = await createEmail(ctx, {
 *   to: { address: 'ada@example.com' },
 *   from: { address: 'team@example.com' },
 *   subject: 'Welcome',
 *   text: 'Hello Ada',
 * })
 *
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createEmail(
  ctx: Context,
  params: CreateEmailParams,
  options?: IdempotentRequestOptions,
): Promise<Email> {
  return request(ctx, EmailSchema, {
    ...options,
    operation: 'createEmail',
    method: 'POST',
    path: path`/email`,
    body: params,
  })
}
