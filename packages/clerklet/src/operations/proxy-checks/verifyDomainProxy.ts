import type { Context } from '../../core/context.ts'
import { path } from '../../core/path.ts'
import { type RequestOptions, request } from '../../core/request.ts'
import { type ProxyCheck, ProxyCheckSchema } from '../../schemas/proxyCheck.ts'

/** Params of {@link verifyDomainProxy}. */
export interface VerifyDomainProxyParams {
  /** `dmn_…`, the domain that uses the proxy, or is to use it. */
  domain_id?: string | undefined
  /** The full URL of the proxy, such as `https://example.com/__clerk`. */
  proxy_url?: string | undefined
}

/**
 * Checks whether a proxy of the Frontend API works. Use this check before a domain uses the proxy.
 *
 * `POST /proxy_checks` · {@link https://clerk.com/docs/reference/backend-api Reference}
 *
 * @example
 * const { successful } = await verifyDomainProxy(ctx, {
 *   domain_id: 'dmn_2abc',
 *   proxy_url: 'https://example.com/__clerk',
 * })
 *
 * @throws {ClerkApiError} `form_…` codes when a field is refused.
 */
export async function verifyDomainProxy(
  ctx: Context,
  params: VerifyDomainProxyParams,
  options?: RequestOptions,
): Promise<ProxyCheck> {
  return request(ctx, ProxyCheckSchema, {
    ...options,
    operation: 'verifyDomainProxy',
    method: 'POST',
    path: path`/proxy_checks`,
    body: params,
  })
}
