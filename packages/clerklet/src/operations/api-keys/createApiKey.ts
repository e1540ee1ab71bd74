import type { MetadataInput } from '../../core/applicationTypes.ts'
import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ApiKeyWithSecret, ApiKeyWithSecretSchema } from '../../schemas/apiKeyWithSecret.ts'

/** Params of {@link createApiKey}. */
export interface CreateApiKeyParams {
  /** The type of the key: a name of your own, 3 to 25 characters. Default: `api_key`. */
  type?: string | undefined
  /** At least 3 characters, without leading or trailing space. */
  name: string
  /** At most 255 characters. */
  description?: string | null | undefined
  /** The owner of the key: `user_…`, `org_…`, `mch_…` or `scim_…`. */
  subject: string
  /** Any object: your API decides its meaning. */
  claims?: MetadataInput | null | undefined
  /** Free-form scopes: your API decides their meaning. */
  scopes?: readonly string[] | undefined
  /** The user who creates the key, `user_…`. */
  created_by?: string | null | undefined
  /** Seconds until the key expires, more than 0. Default: the key does not expire. */
  seconds_until_expiration?: number | null | undefined
}

/**
 * Creates an API key. The response contains its secret, which {@link getApiKeySecret} also returns.
 *
 * `POST /api_keys` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { id, secret } = await createApiKey(ctx, {
 *   name: 'Continuous integration',
 *   subject: 'user_2abc',
 *   scopes: ['builds:read'],
 * })
 *
 * @throws {ClerkApiError} 400 when a field is refused.
 * @throws {ClerkApiError} 409 when the key conflicts with another one.
 */
export async function createApiKey(
  ctx: Context,
  params: CreateApiKeyParams,
  options?: RequestOptions,
): Promise<ApiKeyWithSecret> {
  return request(ctx, ApiKeyWithSecretSchema, {
    ...options,
    operation: 'createApiKey',
    method: 'POST',
    path: path`/api_keys`,
    body: params,
  })
}
