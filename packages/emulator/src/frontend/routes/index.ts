import { Hono } from 'hono'
import type { Limits } from '../../core/limits.ts'
import { proxyHealth } from '../../instance/index.ts'
import type { State } from '../../state.ts'
import { tellApplications } from '../sharedCookies.ts'
import { frontend, wellKnown } from './client.ts'
import { handshakePayload } from './handshakePayload.ts'
import { sessionRefresh } from './sessionRefresh.ts'
import { tickets } from './tickets.ts'

/** The Frontend API, which browsers call without a key. */
export function frontendRoutes(state: State, limits?: true | Limits): Hono {
  const app = new Hono()
  app.use(tellApplications(state))
  app.route('/v1/tickets', tickets(state))
  app.get('/v1/proxy-health', proxyHealth(state))
  app.route('/v1', frontend(state, limits))
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
