import { Hono } from 'hono'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { checkProxy } from '../proxies.ts'

/** The routes of `/proxy_checks`. */
export function proxyChecks(state: State): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody<{ domain_id: string; proxy_url: string }>(c, {
      domain_id: 'string',
      proxy_url: 'string',
    })
    required(body, 'domain_id', 'proxy_url')
    return c.json(await checkProxy(state, body))
  })
  return app
}
