import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { clients } from './clients.ts'
import { jwks } from './jwks.ts'
import { jwtTemplates } from './jwtTemplates.ts'
import { sessions } from './sessions.ts'
import { testingTokens } from './testingTokens.ts'

/** The routes of sessions, clients, the JWKS, JWT templates and testing tokens. */
export function sessionRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/sessions', sessions(state))
  app.route('/clients', clients(state))
  app.route('/jwks', jwks(state))
  app.route('/jwt_templates', jwtTemplates(state))
  app.route('/testing_tokens', testingTokens(state))
  return app
}
