import type { ProxyCheck } from 'clerklet'
import type { Handler } from 'hono'
import { entry, invalid, Refusal } from '../core/errors.ts'
import type { State } from '../state.ts'
import { checkProxyUrl, domainOf } from './domains.ts'

/** The timeout of the check of a proxy, in milliseconds of real time. */
const TIMEOUT = 10_000

/**
 * The handler of `GET /v1/proxy-health` in the Frontend API. Refuses a request without the headers that a proxy must set, or
 * with the secret key of another instance.
 *
 * @see {@link https://clerk.com/docs/guides/dashboard/dns-domains/proxy-fapi Proxying the Frontend API}
 */
export function proxyHealth(state: State): Handler {
  return (c) => {
    const domain_id = c.req.query('domain_id') ?? ''
    const { secretKey } = state.instance
    for (const [name, problem] of [
      ['clerk-proxy-url', (value) => !value && 'is missing'],
      ['clerk-secret-key', (value) => value !== secretKey && 'is not that of the instance'],
      ['x-forwarded-for', (value) => !value && 'is missing'],
    ] satisfies [string, (value: string | undefined) => string | false][]) {
      const found = problem(c.req.header(name))
      if (!found) continue
      throw new Refusal(
        400,
        entry('bad_request', 'Bad request', `The header ${name} ${found}.`, { param_name: name }),
      )
    }
    domainOf(state, domain_id)
    return c.json({
      status: 'healthy',
      domain_id,
      clerk_proxy_url: c.req.header('clerk-proxy-url'),
      x_forwarded_for: c.req.header('x-forwarded-for'),
    })
  }
}

/** Checks whether a proxy reaches the Frontend API, and returns the result, which is not stored. */
export async function checkProxy(
  state: State,
  params: { domain_id: string; proxy_url: string },
): Promise<ProxyCheck> {
  const { domain_id } = params
  if (!state.domains.get(domain_id)) {
    throw invalid(
      'domain_id',
      'form_resource_not_found',
      'not found',
      `No domain was found with id ${domain_id}`,
    )
  }
  const proxy_url = checkProxyUrl(params.proxy_url)
  const successful = await reachesFrontendApi(state, proxy_url, domain_id)
  const now = state.clock.now()
  return {
    object: 'proxy_check',
    id: state.newId('proxchk'),
    domain_id,
    last_run_at: now,
    proxy_url,
    successful,
    created_at: now,
    updated_at: now,
  }
}

/** Whether a request through a proxy reaches the Frontend API. Without the option `fetch`, every proxy passes. */
async function reachesFrontendApi(
  { fetch }: State,
  proxyUrl: string,
  domainId: string,
): Promise<boolean> {
  if (!fetch) return true
  const address = new URL(`${proxyUrl.replace(/\/+$/, '')}/v1/proxy-health`)
  address.searchParams.set('domain_id', domainId)
  const headers = { 'x-forwarded-for': '203.0.113.7' }
  try {
    const signal = AbortSignal.timeout(TIMEOUT)
    const response = await fetch(new Request(address, { headers, redirect: 'manual', signal }))
    if (!response.ok) return false
    const answer: unknown = await response.json()
    return (
      typeof answer === 'object' &&
      answer !== null &&
      'domain_id' in answer &&
      answer.domain_id === domainId &&
      'clerk_proxy_url' in answer &&
      answer.clerk_proxy_url === proxyUrl
    )
  } catch {
    return false
  }
}
