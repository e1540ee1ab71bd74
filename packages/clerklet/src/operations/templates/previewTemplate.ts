import type { Metadata } from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { MetadataSchema } from '../../core/schema.ts'

/** Params of {@link previewTemplate}. */
export interface PreviewTemplateParams {
  /** The subject of the message. For e-mails only. */
  subject?: string | null | undefined
  /** The content of the message, with its variables. */
  body?: string | undefined
  /** The local part of the sender's address. For e-mails only. */
  from_email_name?: string | undefined
  /** The local part of the reply address. For e-mails only. */
  reply_to_email_name?: string | undefined
}

/**
 * Renders a template with sample data. Nothing is stored.
 *
 * `POST /templates/{template_type}/{slug}/preview` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API, without a successor.
 *
 * @example
 * const preview = await previewTemplate(ctx, 'email', 'invitation', { body: '<a href="{{action_url}}">Join</a>' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such template.
 * @throws {ClerkApiError} `required_variable_missing` when the text lacks a variable that it must contain.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function previewTemplate(
  ctx: Context,
  templateType: string,
  slug: string,
  params: PreviewTemplateParams,
  options?: RequestOptions,
): Promise<Metadata> {
  return request(ctx, MetadataSchema, {
    ...options,
    operation: 'previewTemplate',
    method: 'POST',
    path: path`/templates/${templateType}/${slug}/preview`,
    body: params,
  })
}
