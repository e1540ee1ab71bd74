import type { ProxyCheck } from 'clerklet'
import { Hono } from 'hono'
import { checkProxyUrl } from '../domains.ts'
import { invalid } from '../errors.ts'
import { readBody, required } from '../params.ts'
import type { State } from '../state.ts'

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
    const now = state.clock.now()
    const check: ProxyCheck = {
      object: 'proxy_check',
      id: state.newId('proxchk'),
      domain_id: body.domain_id,
      last_run_at: now,
      proxy_url: checkProxyUrl(body.proxy_url),
      successful: true,
      created_at: now,
      updated_at: now,
    }
    return c.json(check)
  })
  return app
}
