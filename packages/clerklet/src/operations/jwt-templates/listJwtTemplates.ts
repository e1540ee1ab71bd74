import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type JwtTemplate, JwtTemplateSchema } from '../../schemas/jwtTemplate.ts'

/** Params of {@link listJwtTemplates}. */
export interface ListJwtTemplatesParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the JWT templates.
 *
 * `GET /jwt_templates` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listJwtTemplates(ctx, { limit: 100 })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 */
export async function listJwtTemplates(
  ctx: Context,
  params?: ListJwtTemplatesParams,
  options?: RequestOptions,
): Promise<Page<JwtTemplate>> {
  return request(ctx, pageOf(JwtTemplateSchema), {
    ...options,
    operation: 'listJwtTemplates',
    method: 'GET',
    path: path`/jwt_templates`,
    query: { ...params, paginated: true },
  })
}
