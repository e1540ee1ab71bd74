import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'

/**
 * Deletes the Svix app of the instance, and with it all webhook endpoints. The response is empty.
 *
 * `DELETE /webhooks/svix` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await deleteSvixApp(ctx)
 *
 * @throws {ClerkApiError} `svix_app_missing` when there is no Svix app.
 */
export async function deleteSvixApp(ctx: Context, options?: RequestOptions): Promise<undefined> {
  return request(ctx, undefined, {
    ...options,
    operation: 'deleteSvixApp',
    method: 'DELETE',
    path: path`/webhooks/svix`,
  })
}
