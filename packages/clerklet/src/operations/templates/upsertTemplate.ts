import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Template, TemplateSchema } from '../../schemas/template.ts'

/** Params of {@link upsertTemplate}. */
export interface UpsertTemplateParams {
  /** A readable name for the template. */
  name?: string | undefined
  /** The subject of the message. For e-mails only. */
  subject?: string | null | undefined
  /** The content of the editor in the dashboard. For e-mails only. */
  markup?: string | null | undefined
  /** The content of the message, with its variables. */
  body?: string | undefined
  /**
   * Whether Clerk sends the message. Otherwise your application must send it when it receives the webhook event `email.created`
   * or `sms.created`.
   */
  delivered_by_clerk?: boolean | null | undefined
  /** The local part of the sender's address. For e-mails only. */
  from_email_name?: string | undefined
  /** The local part of the reply address. For e-mails only. */
  reply_to_email_name?: string | undefined
}

/**
 * Changes a template. Despite the name that the API gives to this operation, it cannot create a template.
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
