import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { arrayOf } from '../../core/schema.ts'
import { type EmailBatchItem, EmailBatchItemSchema } from '../../schemas/emailBatchItem.ts'

/** One e-mail of {@link bulkCreateEmails}. */
export interface BulkCreateEmailsMessage {
  /** The recipient: either `address` or `user_id`. */
  to: { address?: string | undefined; user_id?: string | undefined }
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
  /** At most 255 characters: `A-Z a-z 0-9 _ -`. With a key, the message is sent only once, even when the call is retried. */
  idempotency_key?: string | undefined
}

/** Params of {@link bulkCreateEmails}. */
export interface BulkCreateEmailsParams {
  /** 1 to 100 e-mails. */
  messages: readonly BulkCreateEmailsMessage[]
}

/**
 * Sends up to 100 e-mails.
 *
 * Each e-mail succeeds or fails separately: check `status_code` of every item.
 *
 * `POST /email/batch` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @experimental Only the official SDK has this operation, since its version 3.25; no published specification has it.
 *
 * @example
 * const items = await bulkCreateEmails(ctx, { messages })
 * const failed = items.filter((item) => item.status_code >= 400)
 *
 * @throws {ClerkApiError} `bulk_size_exceeded` for no message, or more than 100.
 */
export async function bulkCreateEmails(
  ctx: Context,
  params: BulkCreateEmailsParams,
  options?: RequestOptions,
): Promise<EmailBatchItem[]> {
  return request(ctx, arrayOf(EmailBatchItemSchema), {
    ...options,
    operation: 'bulkCreateEmails',
    method: 'POST',
    path: path`/email/batch`,
    body: params,
  })
}
