import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Template, TemplateSchema } from '../../schemas/template.ts'

/** Params of {@link toggleTemplateDelivery}. */
export interface ToggleTemplateDeliveryParams {
  /** Whether Clerk sends the message. Otherwise your application must send the message. */
  delivered_by_clerk?: boolean | undefined
}

/**
 * Sets whether Clerk sends the messages of a template. Otherwise your application must send them when it receives the webhook
 * event `email.created` or `sms.created`.
 *
 * `POST /templates/{template_type}/{slug}/toggle_delivery` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API, without a successor.
 *
 * @example
 * await toggleTemplateDelivery(ctx, 'email', 'invitation', { delivered_by_clerk: false })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such template.
 * @throws {ClerkApiError} 423 when templates are locked.
 */
export async function toggleTemplateDelivery(
  ctx: Context,
  templateType: string,
  slug: string,
  params: ToggleTemplateDeliveryParams,
  options?: RequestOptions,
): Promise<Template> {
  return request(ctx, TemplateSchema, {
    ...options,
    operation: 'toggleTemplateDelivery',
    method: 'POST',
    path: path`/templates/${templateType}/${slug}/toggle_delivery`,
    body: params,
  })
}
