import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type JwtTemplate, JwtTemplateSchema } from '../../schemas/jwtTemplate.ts'
import type { JwtTemplateFields } from './jwtTemplateFields.ts'

/** Params of {@link createJwtTemplate}. */
export interface CreateJwtTemplateParams extends JwtTemplateFields {}

/**
 * Creates a JWT template.
 *
 * `POST /jwt_templates` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const template = await createJwtTemplate(ctx, {
 *   name: 'reports',
 *   claims: { aud: 'reports', email: '{{user.primary_email_address}}' },
 *   lifetime: 300,
 * })
 *
 * @throws {ClerkApiError} `jwt_template_reserved_claim` when a claim is reserved for the API.
 * @throws {ClerkApiError} `form_identifier_exists` when the name is taken.
 * @throws {ClerkApiError} 402 when the plan does not include the template.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createJwtTemplate(
  ctx: Context,
  params: CreateJwtTemplateParams,
  options?: RequestOptions,
): Promise<JwtTemplate> {
  return request(ctx, JwtTemplateSchema, {
    ...options,
    operation: 'createJwtTemplate',
    method: 'POST',
    path: path`/jwt_templates`,
    body: params,
  })
}
