import { Hono } from 'hono'
import { notFound } from '../errors.ts'
import { clientOf } from '../sessions.ts'
import type { State } from '../state.ts'

/** `/clients` */
export function clients(state: State): Hono {
  const app = new Hono()
  app.get('/:id', (c) => {
    const client = state.clients.get(c.req.param('id'))
    if (!client) throw notFound(`No client was found with id ${c.req.param('id')}`)
    return c.json(clientOf(state, client))
  })
  return app
}
