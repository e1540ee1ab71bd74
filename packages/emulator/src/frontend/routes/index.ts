import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { Refusal, refuse } from '../../core/errors.ts'
import { refuseByFault } from '../../core/faults.ts'
import type { Limits } from '../../core/limits.ts'
import { proxyHealth } from '../../instance/index.ts'
import type { State } from '../../state.ts'
import { origins } from '../origins.ts'
import { frontend } from './client.ts'
import { handshakePayload } from './handshakePayload.ts'
import { oauth } from './oauth.ts'
import { sessionRefresh } from './sessionRefresh.ts'
import { tickets } from './tickets.ts'
import { unsupported } from './unsupported.ts'
import { wellKnown } from './wellKnown.ts'

/** The methods that a POST request can name in its query in place of POST. */
const OVERRIDES = ['PUT', 'PATCH', 'DELETE']

/** The Frontend API, which browsers call without a key. */
export function frontendRoutes(state: State, limits?: true | Limits): Hono {
  // clerk-js adds a trailing slash to some paths.
  const app = new Hono({ strict: false })
  app.onError((error) => {
    if (error instanceof Refusal) return refuse(state, error)
    throw error
  })
  // Scripts send POST with the actual method in the query, because a form in a POST request needs no CORS preflight.
  app.use(async (c, next) => {
    const method = c.req.query('_method') ?? ''
    if (c.req.method !== 'POST' || !OVERRIDES.includes(method)) return next()
    return app.fetch(new Request(c.req.raw, { method }), c.env)
  })
  // Pages of any origin may call `/oauth` and `/.well-known`, since OAuth clients need not belong to the instance.
  for (const path of ['/oauth/*', '/.well-known/*']) app.use(path, cors())
  for (const path of ['/v1/*', '/api_keys', '/api_keys/*']) app.use(path, ...origins(state))
  app.use(refuseByFault)
  app.route('/v1/tickets', tickets(state))
  app.get('/v1/proxy-health', proxyHealth(state))
  app.route('/v1', frontend(state, limits))
  app.route('/oauth', oauth(state))
  app.route('/.well-known', wellKnown(state))
  app.route('/', unsupported())
  return app
}

/** The Backend API routes whose responses may contain cookies: for a session refresh, and for the nonce of a handshake. */
export function cookieRoutes(state: State): Hono {
  const app = new Hono()
  app.route('/sessions', sessionRefresh(state))
  app.route('/clients', handshakePayload(state))
  return app
}
