import { type Context, Hono } from 'hono'
import { entry, Refusal } from '../../core/errors.ts'
import { OPERATIONS } from '../operations.ts'

/** The Frontend API operations that the emulator does not support. The error names the operation. */
export function unanswered(): Hono {
  const app = new Hono()
  for (const operation of OPERATIONS) {
    const [method = '', path = ''] = operation.split(' ')
    app.on(method, path, (c) => {
      throw notAnswered(c)
    })
  }
  app.all('*', (c) => {
    // The script also calls operations that the specification does not list.
    throw notAnswered(c)
  })
  return app
}

function notAnswered(c: Context): Refusal {
  return new Refusal(
    501,
    entry(
      'not_implemented',
      'Not implemented',
      `The emulator does not answer \`${c.req.method} ${c.req.path}\`: SUPPORTED.md of clerklet-emulator lists what it answers.`,
    ),
  )
}
