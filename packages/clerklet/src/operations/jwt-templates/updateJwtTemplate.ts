import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type JwtTemplate, JwtTemplateSchema } from '../../schemas/jwtTemplate.ts'
import type { JwtTemplateFields } from './jwtTemplateFields.ts'

/** Params of {@link updateJwtTemplate}. */
export interface UpdateJwtTemplateParams extends JwtTemplateFields {}

/**
 * Changes a JWT template. The name and all claims are required in each call.
 *
 * `PATCH /jwt_templates/{template_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateJwtTemplate(ctx, 'jtmp_2abc', { name: 'hasura', claims: { email: '{{user.primary_email_address}}' } })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such template.
 * @throws {ClerkApiError} `jwt_template_reserved_claim` when a claim is reserved for the API.
 * @throws {ClerkApiError} `form_identifier_exists` when the name is taken.
 * @throws {ClerkApiError} 402 when the plan does not include the template.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateJwtTemplate(
  ctx: Context,
  templateId: string,
  params: UpdateJwtTemplateParams,
  options?: RequestOptions,
): Promise<JwtTemplate> {
  return request(ctx, JwtTemplateSchema, {
    ...options,
    operation: 'updateJwtTemplate',
    method: 'PATCH',
    path: path`/jwt_templates/${templateId}`,
    body: params,
  })
}
