import { type Context, Hono } from 'hono'
import { entry, Refusal } from '../../core/errors.ts'
import { OPERATIONS } from '../operations.ts'

/** What the Frontend API has and the emulator does not answer: the caller learns what is missing. */
export function unanswered(): Hono {
  const app = new Hono()
  for (const operation of OPERATIONS) {
    const [method = '', path = ''] = operation.split(' ')
    app.on(method, path, (c) => {
      throw notAnswered(c)
    })
  }
  app.all('*', (c) => {
    // The specification leaves out some of what the script asks for.
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
