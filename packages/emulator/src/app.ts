import { type Context, Hono } from 'hono'
import { billingRoutes } from './billing/index.ts'
import { knownVersionOnly, requireKey } from './core/auth.ts'
import { entry, Refusal, refuse } from './core/errors.ts'
import { refuseByFault } from './core/faults.ts'
import { DEFAULT_IMAGES, serveImage } from './core/images.ts'
import { type Limits, limitRates } from './core/limits.ts'
import { enterpriseRoutes } from './enterprise/index.ts'
import { flowRoutes } from './flows/index.ts'
import {
  cookieRoutes,
  drawDefaultImage,
  frontendRoutes,
  isForFrontend,
  tellApplications,
} from './frontend/index.ts'
import { identityRoutes } from './identity/index.ts'
import { instanceRoutes, publicRoutes } from './instance/index.ts'
import { machineRoutes, tokenServiceRoutes } from './machines/index.ts'
import { messageRoutes } from './messages/index.ts'
import { organizationRoutes } from './organizations/index.ts'
import { signInPages } from './pages/index.ts'
import { sessionRoutes } from './sessions/index.ts'
import type { State } from './state.ts'

/** Creates the routes of the Backend API, the Frontend API, the images and the sign-in pages. */
export function createApp(state: State, limits?: true | Limits): Hono {
  const tokenService = tokenServiceRoutes(state)
  const app = new Hono()
  const frontend = frontendRoutes(state, limits)
  app.use(tellApplications(state))
  // `/v1/organizations` exists in the Backend API and the Frontend API. The host, query and headers decide which API responds.
  app.use(async (c, next) => (isForFrontend(state, c) ? frontend.fetch(c.req.raw, c.env) : next()))
  app.use(refuseByFault)
  app.get(`${DEFAULT_IMAGES}/:path{.+}`, (c) => drawDefaultImage(state, c.req.param('path')))
  app.get('/images/:id', (c) => serveImage(state, c.req.param('id')))
  app.route('/', signInPages(state))
  app.route('/v1', createBackend(state, tokenService, limits))
  // The official client calls the routes of API keys, M2M tokens and access tokens without `/v1`.
  app.route('/', tokenService)
  app.notFound((c) => refuse(state, unknownRoute(c)))
  app.onError((error) => {
    if (error instanceof Refusal) return refuse(state, error)
    throw error
  })
  return app
}

function createBackend(state: State, tokenService: Hono, limits?: true | Limits): Hono {
  const backend = new Hono()
  if (limits) backend.use(limitRates(state, limits === true ? {} : limits))
  backend.use(knownVersionOnly)
  // Registered before `requireKey`: public routes need no key, and each route of `tokenService` checks the key itself.
  backend.route('/', publicRoutes(state))
  backend.route('/', tokenService)
  backend.use(requireKey(state, 'secret'))
  // Registered before the routes of sessions, whose `/clients/:id` would match `/clients/handshake_payload`.
  backend.route('/', cookieRoutes(state))
  backend.route('/', identityRoutes(state))
  backend.route('/', sessionRoutes(state))
  backend.route('/', instanceRoutes(state))
  // Registered before billing and flows: the check for disabled organizations also covers their organization routes.
  backend.route('/', organizationRoutes(state))
  backend.route('/', enterpriseRoutes(state))
  backend.route('/', machineRoutes(state))
  backend.route('/', billingRoutes(state))
  backend.route('/', messageRoutes(state))
  backend.route('/', flowRoutes(state))
  backend.all('*', (c) => {
    throw unknownRoute(c)
  })
  return backend
}

function unknownRoute(c: Context): Refusal {
  return new Refusal(
    404,
    entry('resource_not_found', 'not found', `The emulator has no ${c.req.method} ${c.req.path}`),
  )
}
