import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Template, TemplateSchema } from '../../schemas/template.ts'

/**
 * Restores the default content of a template.
 *
 * `POST /templates/{template_type}/{slug}/revert` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API, without a successor.
 *
 * @example
 * await revertTemplate(ctx, 'email', 'invitation')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such template.
 */
export async function revertTemplate(
  ctx: Context,
  templateType: string,
  slug: string,
  options?: RequestOptions,
): Promise<Template> {
  return request(ctx, TemplateSchema, {
    ...options,
    operation: 'revertTemplate',
    method: 'POST',
    path: path`/templates/${templateType}/${slug}/revert`,
  })
}
