import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Page, pageOf } from '../../core/schema.ts'
import { type RedirectUrl, RedirectUrlSchema } from '../../schemas/redirectUrl.ts'

/** Params of {@link listRedirectUrls}. */
export interface ListRedirectUrlsParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
}

/**
 * Lists the redirect URLs of native applications.
 *
 * `GET /redirect_urls` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listRedirectUrls(ctx)
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 */
export async function listRedirectUrls(
  ctx: Context,
  params?: ListRedirectUrlsParams,
  options?: RequestOptions,
): Promise<Page<RedirectUrl>> {
  return request(ctx, pageOf(RedirectUrlSchema), {
    ...options,
    operation: 'listRedirectUrls',
    method: 'GET',
    path: path`/redirect_urls`,
    query: { ...params, paginated: true },
  })
}
