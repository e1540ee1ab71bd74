import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type JwtTemplate, JwtTemplateSchema } from '../../schemas/jwtTemplate.ts'

/**
 * Retrieves a JWT template.
 *
 * `GET /jwt_templates/{template_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { claims } = await getJwtTemplate(ctx, 'jtmp_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such template.
 */
export async function getJwtTemplate(
  ctx: Context,
  templateId: string,
  options?: RequestOptions,
): Promise<JwtTemplate> {
  return request(ctx, JwtTemplateSchema, {
    ...options,
    operation: 'getJwtTemplate',
    method: 'GET',
    path: path`/jwt_templates/${templateId}`,
  })
}
