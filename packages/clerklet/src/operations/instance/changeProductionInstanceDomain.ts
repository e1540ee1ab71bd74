import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'

/** What {@link changeProductionInstanceDomain} takes. */
export interface ChangeProductionInstanceDomainParams {
  /** Such as `https://www.example.com`. */
  home_url?: string | undefined
  /** Whether the application is one of several below the same root domain, so that the subdomain counts. */
  is_secondary?: boolean | undefined
}

/**
 * Moves a production instance to another domain.
 *
 * All users are signed out, and sign-ins fail until the DNS records, certificates, redirect URLs and keys of the new domain
 * are in place: see the reference before you do it. There is no answer.
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
