import { Hono } from 'hono'
import { answerList } from '../../core/lists.ts'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { addRedirectUrl, redirectUrlOf, removeRedirectUrl } from '../redirectUrls.ts'

/** The routes of `/redirect_urls`. */
export function redirectUrls(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => answerList(c, state.redirectUrls.newest(), { envelope: 'on-request' }))

  app.post('/', async (c) => {
    const body = await readBody<{ url: string }>(c, { url: 'string' })
    required(body, 'url')
    return c.json(addRedirectUrl(state, body))
  })

  app.get('/:id', (c) => c.json(redirectUrlOf(state, c.req.param('id'))))

  app.delete('/:id', (c) => {
    const found = redirectUrlOf(state, c.req.param('id'))
    removeRedirectUrl(state, found)
    return c.json({ object: 'redirect_url', id: found.id, deleted: true })
  })
  return app
}
