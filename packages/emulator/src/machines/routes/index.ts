import { Hono } from 'hono'
import type { State } from '../../state.ts'
import { apiKeys } from './apiKeys.ts'
import { m2mTokens } from './m2mTokens.ts'
import { machines } from './machines.ts'
import { oauthAccessTokens } from './oauthAccessTokens.ts'
import { oauthApplications } from './oauthApplications.ts'

/** The routes of machines and OAuth applications. */
export function machineRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/machines', machines(state))
  app.route('/oauth_applications', oauthApplications(state))
  return app
}

/** The routes of API keys, M2M tokens and access tokens. Each route checks the key: some routes accept the key of a machine. */
export function tokenServiceRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/api_keys', apiKeys(state))
  app.route('/m2m_tokens', m2mTokens(state))
  app.route('/oauth_applications/access_tokens', oauthAccessTokens(state))
  return app
}
