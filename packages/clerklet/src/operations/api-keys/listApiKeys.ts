import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type ApiKey, ApiKeySchema } from '../../schemas/apiKey.ts'

/** Params of {@link listApiKeys}. */
export interface ListApiKeysParams {
  /** The type of the keys, at least 3 characters. Default: `api_key`. */
  type?: string | undefined
  /** The owner of the keys: `user_…`, `org_…`, `mch_…` or `scim_…`. */
  subject: string
  /** Whether to list revoked and expired keys, too. A string, not a boolean. Default: `'false'`. */
  include_invalid?: Open<'true' | 'false'> | undefined
  /** 1 to 100. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
  /** Part of the name of a key. */
  query?: string | undefined
}

/**
 * Lists the API keys of an owner, such as a user or an organization.
 *
 * To read all pages use `paginate(listApiKeys, ctx, params)`.
 *
 * `GET /api_keys` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listApiKeys(ctx, { subject: 'user_2abc', include_invalid: 'true' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 100 nor `Infinity`.
 * @throws {ClerkApiError} 400 when a field is refused.
 * @throws {ClerkApiError} `resource_not_found` when there is no such subject.
 */
export async function listApiKeys(
  ctx: Context,
  params: ListApiKeysParams,
  options?: RequestOptions,
): Promise<Page<ApiKey>> {
  return request(ctx, pageOf(ApiKeySchema), {
    ...options,
    operation: 'listApiKeys',
    method: 'GET',
    path: path`/api_keys`,
    maxLimit: 100,
    query: params,
  })
}
