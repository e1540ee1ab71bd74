import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type RedirectUrl, RedirectUrlSchema } from '../../schemas/redirectUrl.ts'

/**
 * Retrieves a redirect URL.
 *
 * `GET /redirect_urls/{id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { url } = await getRedirectUrl(ctx, 'ru_2abc')
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such redirect URL.
 */
export async function getRedirectUrl(
  ctx: Context,
  redirectUrlId: string,
  options?: RequestOptions,
): Promise<RedirectUrl> {
  return request(ctx, RedirectUrlSchema, {
    ...options,
    operation: 'getRedirectUrl',
    method: 'GET',
    path: path`/redirect_urls/${redirectUrlId}`,
  })
}
