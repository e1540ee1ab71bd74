import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import type { Metadata } from '../../core/schema.ts'
import { type JwtTemplate, JwtTemplateSchema } from '../../schemas/jwtTemplate.ts'

/** What {@link createJwtTemplate} takes. */
export interface CreateJwtTemplateParams {
  /** Unique within the instance: tokens are asked for by it. */
  name: string
  /** Free-form, with placeholders such as `{{user.id}}` in the values. */
  claims: Metadata
  /** Seconds, 30 to 315360000. */
  lifetime?: number | null | undefined
  /** Seconds, 0 to 300. */
  allowed_clock_skew?: number | null | undefined
  /** Signs with `signing_key`, and not with the key of the instance. */
  custom_signing_key?: boolean | undefined
  /** Such as `RS256`. Needed with a signing key of your own. */
  signing_algorithm?: string | null | undefined
  /** The private key, or the secret. It cannot be read again. */
  signing_key?: string | null | undefined
}

/**
 * Creates a JWT template.
 *
 * `POST /jwt_templates` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const template = await createJwtTemplate(ctx, {
 *   name: 'hasura',
 *   claims: { aud: 'hasura', email: '{{user.primary_email_address}}' },
 *   lifetime: 300,
 * })
 *
 * @throws {ClerkApiError} `jwt_template_reserved_claim` when a claim is one that the API sets.
 * @throws {ClerkApiError} `form_identifier_exists` when the name is taken.
 * @throws {ClerkApiError} 402 when the plan does not include it.
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
