import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Domain, DomainSchema } from '../../schemas/domain.ts'

/** Params of {@link updateDomain}. */
export interface UpdateDomainParams {
  /** The host name, without a scheme. In a development instance, a port may follow, as in `myhostname:3000`. */
  name?: string | null | undefined
  /** Production instances only: the full URL of a proxy of the Frontend API on this domain. `null` removes the proxy. */
  proxy_url?: string | null | undefined
  /** Whether the domain is for a secondary application on a shared root domain. If so, `name` is stored with its subdomain. */
  is_secondary?: boolean | null | undefined
}

/**
 * Changes the name or the proxy of a domain.
 *
 * Before you rename the primary domain of a production instance, set up DNS and e-mails for the new name. Otherwise expect
 * downtime.
 *
 * `PATCH /domains/{domain_id}` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * await updateDomain(ctx, 'dmn_2abc', { proxy_url: 'https://example.org/__clerk' })
 *
 * @throws {ClerkApiError} `resource_not_found` when there is no such domain.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function updateDomain(
  ctx: Context,
  domainId: string,
  params: UpdateDomainParams,
  options?: RequestOptions,
): Promise<Domain> {
  return request(ctx, DomainSchema, {
    ...options,
    operation: 'updateDomain',
    method: 'PATCH',
    path: path`/domains/${domainId}`,
    body: params,
  })
}
