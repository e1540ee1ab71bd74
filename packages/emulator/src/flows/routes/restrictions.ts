import { Hono } from 'hono'
import { answerList } from '../../core/lists.ts'
import { readBody, required } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { addBlocked, allowIdentifier, removeIdentifier } from '../restrictions.ts'

/** The routes of `/allowlist_identifiers`. */
export function allowlistIdentifiers(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => answerList(c, state.allowlist.newest(), { envelope: 'on-request' }))

  app.post('/', async (c) => {
    const body = await readBody<{ identifier: string; notify?: boolean | null }>(c, {
      identifier: 'string',
      notify: 'boolean?',
    })
    required(body, 'identifier')
    return c.json(allowIdentifier(state, body))
  })

  app.delete('/:id', (c) => {
    const id = c.req.param('id')
    removeIdentifier(state, 'allowlist', id)
    return c.json({ object: 'allowlist_identifier', id, deleted: true })
  })
  return app
}

/** The routes of `/blocklist_identifiers`. */
export function blocklistIdentifiers(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const data = [...state.blocklist.newest()]
    return c.json({ data, total_count: data.length })
  })

  app.post('/', async (c) => {
    const body = await readBody<{ identifier: string }>(c, { identifier: 'string' })
    required(body, 'identifier')
    return c.json(addBlocked(state, body))
  })

  app.delete('/:id', (c) => {
    const id = c.req.param('id')
    removeIdentifier(state, 'blocklist', id)
    return c.json({ object: 'blocklist_identifier', id, deleted: true })
  })
  return app
}
