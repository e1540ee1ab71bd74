import { Hono } from 'hono'
import { cors } from 'hono/cors'
import type { Limits } from '../../core/limits.ts'
import { proxyHealth } from '../../instance/index.ts'
import type { State } from '../../state.ts'
import { tellApplications } from '../sharedCookies.ts'
import { frontend } from './client.ts'
import { handshakePayload } from './handshakePayload.ts'
import { oauth } from './oauth.ts'
import { sessionRefresh } from './sessionRefresh.ts'
import { tickets } from './tickets.ts'
import { wellKnown } from './wellKnown.ts'

/** The Frontend API, which browsers call without a key. */
export function frontendRoutes(state: State, limits?: true | Limits): Hono {
  const app = new Hono()
  app.use(tellApplications(state))
  // Clients of OAuth are not pages of the instance.
  for (const path of ['/oauth/*', '/.well-known/*']) app.use(path, cors())
  app.route('/v1/tickets', tickets(state))
  app.get('/v1/proxy-health', proxyHealth(state))
  app.route('/v1', frontend(state, limits))
  app.route('/oauth', oauth(state))
  app.route('/.well-known', wellKnown(state))
  return app
}

/** Routes of the Backend API about what browsers hold: cookies, and the nonces of handshakes. */
export function cookieRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/sessions', sessionRefresh(state))
  app.route('/clients', handshakePayload(state))
  return app
}
