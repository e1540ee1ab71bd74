import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type Template, TemplateSchema } from '../../schemas/template.ts'

/** Params of {@link listTemplates}. */
export interface ListTemplatesParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the templates of a type, `email` or `sms`.
 *
 * `GET /templates/{template_type}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated By the API, without a successor.
 *
 * @example
 * const { data } = await listTemplates(ctx, 'email')
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} `template_type_unsupported` when there is no such type of template.
 */
export async function listTemplates(
  ctx: Context,
  templateType: string,
  params?: ListTemplatesParams,
  options?: RequestOptions,
): Promise<Page<Template>> {
  return request(ctx, pageOf(TemplateSchema), {
    ...options,
    operation: 'listTemplates',
    method: 'GET',
    path: path`/templates/${templateType}`,
    query: { ...params, paginated: true },
  })
}
