import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Template, TemplateSchema } from '../../schemas/template.ts'

/**
 * Retrieves a template.
 *
 * `GET /templates/{template_type}/{slug}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API, without a successor.
 *
 * @example
 * const template = await getTemplate(ctx, 'email', 'invitation')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such template.
 */
export async function getTemplate(
  ctx: Context,
  templateType: string,
  slug: string,
  options?: RequestOptions,
): Promise<Template> {
  return request(ctx, TemplateSchema, {
    ...options,
    operation: 'getTemplate',
    method: 'GET',
    path: path`/templates/${templateType}/${slug}`,
  })
}
