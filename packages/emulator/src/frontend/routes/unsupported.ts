import { type Context, Hono } from 'hono'
import { entry, Refusal } from '../../core/errors.ts'
import { OPERATIONS } from '../operations.ts'

/** Refuses the Frontend API operations that the emulator does not support. The error names the operation. */
export function unsupported(): Hono {
  const app = new Hono()
  for (const operation of OPERATIONS) {
    const [method = '', path = ''] = operation.split(' ')
    app.on(method, path, (c) => {
      throw notSupported(c)
    })
  }
  app.all('*', (c) => {
    // Any other path: clerk-js also calls operations that the specification does not list.
    throw notSupported(c)
  })
  return app
}

function notSupported(c: Context): Refusal {
  return new Refusal(
    501,
    entry(
      'not_implemented',
      'Not implemented',
      `The emulator does not support \`${c.req.method} ${c.req.path}\`: SUPPORTED.md of clerklet-emulator lists the supported operations.`,
    ),
  )
}
