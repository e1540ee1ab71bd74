import type { EmailBatchItem } from 'clerklet'
import { Hono } from 'hono'
import { entry, notFound, Refusal } from '../../core/errors.ts'
import { once } from '../../core/once.ts'
import { readBody } from '../../core/params.ts'
import type { State } from '../../state.ts'
import { addEmail, checkEmail, checkKey, EMAIL_KINDS, sendEmail } from '../emails.ts'

/** The routes of `/email`. */
export function emails(state: State): Hono {
  const app = new Hono()

  const emailOf = (id: string) => {
    const email = state.emails.get(id)
    if (!email) throw notFound(`No e-mail was found with id ${id}`)
    return sendEmail(email)
  }

  const send = (body: Record<string, unknown>, key: string | undefined) => {
    const params = checkEmail(body)
    const scoped = key === undefined ? undefined : `email:${key}`
    return emailOf(once(state, scoped, params, () => addEmail(state, params).id))
  }

  app.post('/', async (c) => {
    const key = c.req.header('idempotency-key')
    if (key !== undefined) checkKey('Idempotency-Key', key)
    return c.json(send(await readBody(c, EMAIL_KINDS), key))
  })

  app.post('/batch', async (c) => {
    const { messages = [] } = await readBody<{ messages?: Record<string, unknown>[] }>(c, {
      messages: 'object[]',
    })
    if (messages.length < 1 || messages.length > 100) {
      throw new Refusal(
        400,
        entry('bulk_size_exceeded', 'Bulk size exceeded', 'messages must hold 1 to 100 e-mails.'),
      )
    }
    const items = messages.map(({ idempotency_key: key, ...message }, index): EmailBatchItem => {
      try {
        if (key !== undefined) checkKey('idempotency_key', `${key}`)
        const email = send(message, key === undefined ? undefined : `${key}`)
        return { index, status_code: 200, email }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        const errors = error.errors.map(({ code, message = '', long_message = '', meta }) => ({
          code,
          message,
          long_message,
          ...(meta && { meta }),
        }))
        return { index, status_code: error.status, errors }
      }
    })
    return c.json(items)
  })

  app.get('/:id', (c) => c.json(emailOf(c.req.param('id'))))
  return app
}
