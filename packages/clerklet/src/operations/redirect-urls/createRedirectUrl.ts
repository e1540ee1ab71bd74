import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type RedirectUrl, RedirectUrlSchema } from '../../schemas/redirectUrl.ts'

/** Params of {@link createRedirectUrl}. */
export interface CreateRedirectUrlParams {
  /** An absolute URL. The scheme is `https:` or a custom scheme. */
  url: string
}

/**
 * Allows native applications to use a redirect URL.
 *
 * `POST /redirect_urls` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await createRedirectUrl(ctx, { url: 'myapp://callback' })
 *
 * @throws {ClerkApiError} `form_…` codes when the URL is refused.
 */
export async function createRedirectUrl(
  ctx: Context,
  params: CreateRedirectUrlParams,
  options?: RequestOptions,
): Promise<RedirectUrl> {
  return request(ctx, RedirectUrlSchema, {
    ...options,
    operation: 'createRedirectUrl',
    method: 'POST',
    path: path`/redirect_urls`,
    body: params,
  })
}
