import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Template, TemplateSchema } from '../../schemas/template.ts'

/** What {@link upsertTemplate} takes. */
export interface UpsertTemplateParams {
  name?: string | undefined
  /** Of e-mails. */
  subject?: string | null | undefined
  /** What the editor of the dashboard shows. Of e-mails. */
  markup?: string | null | undefined
  /** The template itself. */
  body?: string | undefined
  /** Whether Clerk sends the message, or you do on the webhook. */
  delivered_by_clerk?: boolean | null | undefined
  /** The local part of the sender. Of e-mails. */
  from_email_name?: string | undefined
  /** The local part of the reply address. Of e-mails. */
  reply_to_email_name?: string | undefined
}

/**
 * Changes a template. It makes none, whatever its name says: that is the name that the API gives it.
 *
 * `PUT /templates/{template_type}/{slug}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API, without a successor.
 *
 * @example
 * await upsertTemplate(ctx, 'sms', 'verification_code', { name: 'Code', body: '{{otp_code}}' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such template.
 * @throws {ClerkApiError} 423 when templates are locked.
 * @throws {ClerkApiError} `required_variable_missing` when the text lacks a variable that it must contain.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function upsertTemplate(
  ctx: Context,
  templateType: string,
  slug: string,
  params: UpsertTemplateParams,
  options?: RequestOptions,
): Promise<Template> {
  return request(ctx, TemplateSchema, {
    ...options,
    operation: 'upsertTemplate',
    method: 'PUT',
    path: path`/templates/${templateType}/${slug}`,
    body: params,
  })
}
