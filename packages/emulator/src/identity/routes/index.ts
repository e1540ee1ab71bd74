import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { userConnections } from './userConnections.ts'
import { userCredentials } from './userCredentials.ts'
import { users } from './users.ts'

/** The routes of users, their identifiers and credentials. Routes that also concern sessions are in `flows`. */
export function identityRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/users', users(state))
  app.route('/users', userCredentials(state))
  app.route('/users', userConnections(state))
  return app
}
