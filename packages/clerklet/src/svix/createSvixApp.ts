import type { Context } from '../context.ts'
import { path } from '../path.ts'
import { type RequestOptions, request } from '../request.ts'
import { type SvixUrl, SvixUrlSchema } from '../schemas/svixUrl.ts'

/**
 * Creates the Svix app of the instance, which its webhooks need.
 *
 * `POST /webhooks/svix` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { svix_url } = await createSvixApp(ctx)
 *
 * @throws {ClerkApiError} 400 when it cannot be created.
 */
export async function createSvixApp(ctx: Context, options?: RequestOptions): Promise<SvixUrl> {
  return request(ctx, SvixUrlSchema, {
    ...options,
    operation: 'createSvixApp',
    method: 'POST',
    path: path`/webhooks/svix`,
  })
}
