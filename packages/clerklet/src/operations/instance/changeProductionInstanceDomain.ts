import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'

/** Params of {@link changeProductionInstanceDomain}. */
export interface ChangeProductionInstanceDomainParams {
  /** The new home URL, such as `https://www.example.com`. */
  home_url?: string | undefined
  /** Whether this domain is for a secondary application on a shared root domain. If so, its subdomain is kept. */
  is_secondary?: boolean | undefined
}

/**
 * Changes the domain of a production instance.
 *
 * All users are signed out. Sign-ins fail until the DNS records, certificates, redirect URLs and keys of the new domain are in
 * place. The response is empty.
 *
 * `POST /instance/change_domain` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await changeProductionInstanceDomain(ctx, { home_url: 'https://www.example.com' })
 *
 * @throws {ClerkApiError} 400 or `form_…` codes when the domain is refused.
 */
export async function changeProductionInstanceDomain(
  ctx: Context,
  params: ChangeProductionInstanceDomainParams,
  options?: RequestOptions,
): Promise<undefined> {
  return request(ctx, undefined, {
    ...options,
    operation: 'changeProductionInstanceDomain',
    method: 'POST',
    path: path`/instance/change_domain`,
    body: params,
  })
}
