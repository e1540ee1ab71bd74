import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type Domain, DomainSchema } from '../../schemas/domain.ts'

/** Params of {@link createDomain}. */
export interface CreateDomainParams {
  /** The host name, without a scheme. In a development instance, a port may follow, as in `localhost:3000`. */
  name: string
  /** Always `true`, since an instance has only one primary domain. */
  is_satellite: true
  /** Production instances only: the full URL of a proxy of the Frontend API on this domain. */
  proxy_url?: string | null | undefined
}

/**
 * Adds a satellite domain to the instance.
 *
 * Afterwards, set the DNS records that `dns_targets` of the response contains.
 *
 * `POST /domains` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const domain = await createDomain(ctx, { name: 'example.org', is_satellite: true })
 *
 * @throws {ClerkApiError} `unsupported_subscription_plan_features` when the plan has no satellite domains.
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function createDomain(
  ctx: Context,
  params: CreateDomainParams,
  options?: RequestOptions,
): Promise<Domain> {
  return request(ctx, DomainSchema, {
    ...options,
    operation: 'createDomain',
    method: 'POST',
    path: path`/domains`,
    body: params,
  })
}
