import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type SvixUrl, SvixUrlSchema } from '../../schemas/svixUrl.ts'

/**
 * Creates the Svix app of the instance, which its webhooks need.
 *
 * `POST /webhooks/svix` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { svix_url } = await createSvixApp(ctx)
 *
 * @throws {ClerkApiError} 400 when the app cannot be created.
 */
export async function createSvixApp(ctx: Context, options?: RequestOptions): Promise<SvixUrl> {
  return request(ctx, SvixUrlSchema, {
    ...options,
    operation: 'createSvixApp',
    method: 'POST',
    path: path`/webhooks/svix`,
  })
}
