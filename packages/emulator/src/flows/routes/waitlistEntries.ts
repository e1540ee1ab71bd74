import { Hono } from 'hono'
import { invalid } from '../../core/errors.ts'
import { answerList, containing, inOrder, queryOf } from '../../core/lists.ts'
import { type Kinds, oneOf, readBody, readItems, required } from '../../core/params.ts'
import { parseEmailAddress } from '../../identity/index.ts'
import type { State } from '../../state.ts'
import {
  inviteFromWaitlist,
  joinWaitlist,
  rejectFromWaitlist,
  removeWaitlistEntry,
  sentEntry,
  waitlistEntryOf,
} from '../waitlist.ts'

const KINDS: Kinds = { email_address: 'string', notify: 'boolean?' }
const STATUSES = ['pending', 'invited', 'completed', 'rejected'] as const

interface Params {
  email_address: string
  notify?: boolean | null
}

/** The routes of `/waitlist_entries`. */
export function waitlistEntries(state: State): Hono {
  const app = new Hono()

  app.get('/', (c) => {
    const query = queryOf(c)
    const status = oneOf('status', query.get('status'), STATUSES)
    const wanted = containing(query, 'query')
    const found = [...state.waitlist]
      .filter((one) => !status || one.status === status)
      .filter((one) => wanted([one.email_address, one.id]))
      .map((one) => sentEntry(state, one))
    const ordered = inOrder(query, found, {
      created_at: (one) => one.created_at,
      email_address: (one) => one.email_address,
      invited_at: (one) => one.invitation?.created_at,
    })
    return answerList(c, ordered)
  })

  app.post('/', async (c) => {
    const params = await readBody<Params>(c, KINDS)
    required(params, 'email_address')
    return c.json(joinWaitlist(state, params))
  })

  app.post('/bulk', async (c) => {
    const items = await readItems<Params>(c, KINDS, 50)
    for (const item of items) required(item, 'email_address')
    const emails = items.map((item) => parseEmailAddress(item.email_address))
    if (new Set(emails).size < emails.length) {
      throw invalid(
        'email_address',
        'form_param_duplicate',
        'duplicate values',
        'email_address contains duplicate values.',
      )
    }
    return c.json(items.map((item) => joinWaitlist(state, item)))
  })

  app.post('/:id/invite', async (c) => {
    const waiting = waitlistEntryOf(state, c.req.param('id'))
    const { ignore_existing } = await readBody<{ ignore_existing?: boolean | null }>(c, {
      ignore_existing: 'boolean?',
    })
    return c.json(inviteFromWaitlist(state, waiting, ignore_existing))
  })

  app.post('/:id/reject', (c) =>
    c.json(rejectFromWaitlist(state, waitlistEntryOf(state, c.req.param('id')))),
  )

  app.delete('/:id', (c) => {
    const waiting = waitlistEntryOf(state, c.req.param('id'))
    removeWaitlistEntry(state, waiting)
    return c.json({ object: 'waitlist_entry', id: waiting.id, deleted: true })
  })
  return app
}
