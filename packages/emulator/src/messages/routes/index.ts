import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { emails } from './emails.ts'
import { templates } from './templates.ts'

/** The routes of e-mails and of the templates of messages. */
export function messageRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/email', emails(state))
  app.route('/templates', templates(state))
  return app
}
