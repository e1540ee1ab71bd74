import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type SvixUrl, SvixUrlSchema } from '../../schemas/svixUrl.ts'

/**
 * Creates a URL that opens the dashboard of Svix and signs the browser in.
 *
 * `POST /webhooks/svix_url` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { svix_url } = await generateSvixAuthUrl(ctx)
 *
 * @throws {ClerkApiError} `svix_app_missing` when there is no Svix app.
 */
export async function generateSvixAuthUrl(
  ctx: Context,
  options?: RequestOptions,
): Promise<SvixUrl> {
  return request(ctx, SvixUrlSchema, {
    ...options,
    operation: 'generateSvixAuthUrl',
    method: 'POST',
    path: path`/webhooks/svix_url`,
  })
}
