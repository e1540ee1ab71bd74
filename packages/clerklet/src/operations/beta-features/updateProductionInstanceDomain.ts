import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'

/** Params of {@link updateProductionInstanceDomain}. */
export interface UpdateProductionInstanceDomainParams {
  /** The new home URL, such as `https://www.example.com`. */
  home_url?: string | undefined
  /** Whether this domain is for a secondary application on a shared root domain. If so, its subdomain is kept. */
  is_secondary?: boolean | undefined
}

/**
 * Changes the domain of a production instance. The response is empty.
 *
 * `PUT /beta_features/domain` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @deprecated Use `changeProductionInstanceDomain`.
 *
 * @example
 * await updateProductionInstanceDomain(ctx, { home_url: 'https://www.example.com' })
 *
 * @throws {ClerkApiError} 400 or `form_…` codes when the domain is refused.
 */
export async function updateProductionInstanceDomain(
  ctx: Context,
  params: UpdateProductionInstanceDomainParams,
  options?: RequestOptions,
): Promise<undefined> {
  return request(ctx, undefined, {
    ...options,
    operation: 'updateProductionInstanceDomain',
    method: 'PUT',
    path: path`/beta_features/domain`,
    body: params,
  })
}
