import type { ProxyCheck } from 'clerklet'
import { type Handler, Hono } from 'hono'
import { entry, invalid, Refusal } from '../../core/errors.ts'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { checkProxyUrl, domainOf } from '../domains.ts'

/** Milliseconds, of real time, that a proxy has for its answer. */
const PATIENCE = 10_000

/**
 * `GET /v1/proxy-health` of the Frontend API: refuses what has not come through a proxy that names itself and the instance.
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
    })
  }
}

/** Asks the Frontend API for its health through a proxy. Where nothing can be fetched, every proxy passes. */
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
    const signal = AbortSignal.timeout(PATIENCE)
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

/** `/proxy_checks` */
export function proxyChecks(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody<{ domain_id: string; proxy_url: string }>(c, {
      domain_id: 'string',
      proxy_url: 'string',
    })
    required(body, 'domain_id', 'proxy_url')
    if (!state.domains.get(body.domain_id)) {
      throw invalid(
        'domain_id',
        'form_resource_not_found',
        'not found',
        `No domain was found with id ${body.domain_id}`,
      )
    }
    const proxy_url = checkProxyUrl(body.proxy_url)
    const successful = await reachesFrontendApi(state, proxy_url, body.domain_id)
    const now = state.clock.now()
    const check: ProxyCheck = {
      object: 'proxy_check',
      id: state.newId('proxchk'),
      domain_id: body.domain_id,
      last_run_at: now,
      proxy_url,
      successful,
      created_at: now,
      updated_at: now,
    }
    return c.json(check)
  })
  return app
}
