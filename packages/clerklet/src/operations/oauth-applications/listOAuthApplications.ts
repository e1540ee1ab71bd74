import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Open, type Page, pageOf } from '../../core/schema.ts'
import { type OAuthApplication, OAuthApplicationSchema } from '../../schemas/oauthApplication.ts'

/** Params of {@link listOAuthApplications}. */
export interface ListOAuthApplicationsParams {
  /** 1 to 500. Default: 10. `Infinity` requests the largest page. */
  limit?: number | undefined
  /** The number of rows to skip. */
  offset?: number | undefined
  /** A leading `-` sorts descending; `+` or no sign sorts ascending. Default: `+created_at`. */
  order_by?: Open<OAuthApplicationOrder | `${'+' | '-'}${OAuthApplicationOrder}`> | undefined
  /** Part of a name, or a whole `client_id`. */
  name_query?: string | undefined
}

type OAuthApplicationOrder = 'created_at' | 'name'

/**
 * Lists the OAuth applications of the instance: the clients that its users can sign in to.
 *
 * `GET /oauth_applications` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { data } = await listOAuthApplications(ctx, { order_by: '-created_at' })
 *
 * @throws {ClerkConfigError} when `limit` is neither 1 to 500 nor `Infinity`.
 * @throws {ClerkApiError} 403 when the instance does not allow OAuth applications.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function listOAuthApplications(
  ctx: Context,
  params?: ListOAuthApplicationsParams,
  options?: RequestOptions,
): Promise<Page<OAuthApplication>> {
  return request(ctx, pageOf(OAuthApplicationSchema), {
    ...options,
    operation: 'listOAuthApplications',
    method: 'GET',
    path: path`/oauth_applications`,
    query: params,
  })
}
