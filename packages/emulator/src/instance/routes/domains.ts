import { Hono } from 'hono'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { addDomain, changeDomain, domainOf, removeDomain, sendDomain } from '../domains.ts'

/** The routes of `/domains`. */
export function domains(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const data = [...state.domains].map((domain) => sendDomain(state, domain))
    return c.json({ data, total_count: data.length })
  })

  app.post('/', async (c) => {
    const body = await readBody<{ name: string; is_satellite: boolean; proxy_url?: string | null }>(
      c,
      { name: 'string', is_satellite: 'boolean', proxy_url: 'string?' },
    )
    required(body, 'name', 'is_satellite')
    return c.json(sendDomain(state, addDomain(state, body)))
  })

  app.patch('/:id', async (c) => {
    const domain = domainOf(state, c.req.param('id'))
    const body = await readBody<{ name?: string | null; proxy_url?: string | null }>(c, {
      name: 'string?',
      proxy_url: 'string?',
      is_secondary: 'boolean?',
    })
    return c.json(sendDomain(state, changeDomain(state, domain, body)))
  })

  app.delete('/:id', (c) => {
    const domain = domainOf(state, c.req.param('id'))
    removeDomain(state, domain)
    return c.json({ object: 'domain', id: domain.id, deleted: true })
  })
  return app
}
