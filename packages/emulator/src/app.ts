import { type Context, Hono } from 'hono'
import { knownVersionOnly, requireKey } from './auth.ts'
import { entry, Refusal } from './errors.ts'
import { frontend, wellKnown } from './frontend/client.ts'
import { tellApplications } from './frontend/sharedCookies.ts'
import { serveImage } from './images.ts'
import { type Limits, limitRates } from './limits.ts'
import { signInPages } from './pages/signIn.ts'
import { accountlessApplications } from './routes/accountlessApplications.ts'
import { agentTasks } from './routes/agentTasks.ts'
import { apiKeys } from './routes/apiKeys.ts'
import { billing } from './routes/billing.ts'
import { clients } from './routes/clients.ts'
import { emailAddresses, phoneNumbers, userContacts } from './routes/contacts.ts'
import { emails } from './routes/emails.ts'
import { enterpriseModules } from './routes/enterpriseModules.ts'
import { instanceModules } from './routes/instanceModules.ts'
import { interstitial } from './routes/interstitial.ts'
import { invitations } from './routes/invitations.ts'
import { jwks } from './routes/jwks.ts'
import { jwtTemplates } from './routes/jwtTemplates.ts'
import { m2mTokens } from './routes/m2mTokens.ts'
import { machines } from './routes/machines.ts'
import { oauthAccessTokens } from './routes/oauthAccessTokens.ts'
import { oauthApplications } from './routes/oauthApplications.ts'
import { organizationModules } from './routes/organizationModules.ts'
import { payerBilling } from './routes/payerBilling.ts'
import { proxyHealth } from './routes/proxyChecks.ts'
import { redirectUrls } from './routes/redirectUrls.ts'
import { allowlistIdentifiers, blocklistIdentifiers } from './routes/restrictions.ts'
import { sessions } from './routes/sessions.ts'
import { actorTokens, signInTokens } from './routes/signInTokens.ts'
import { signUps } from './routes/signUps.ts'
import { templates } from './routes/templates.ts'
import { testingTokens } from './routes/testingTokens.ts'
import { tickets } from './routes/tickets.ts'
import { userConnections } from './routes/userConnections.ts'
import { userCredentials } from './routes/userCredentials.ts'
import { users } from './routes/users.ts'
import { waitlistEntries } from './routes/waitlistEntries.ts'
import { webhooks } from './routes/webhooks.ts'
import type { State } from './state.ts'

/** The API over a state. */
export function createApp(state: State, limits?: true | Limits): Hono {
  const backend = new Hono()
  if (limits) backend.use(limitRates(state, limits === true ? {} : limits))
  backend.use(knownVersionOnly)
  // What comes first says itself which keys it takes.
  backend.route('/public/interstitial', interstitial())
  backend.route('/accountless_applications', accountlessApplications(state))
  const tokenService = createTokenService(state)
  backend.route('/', tokenService)
  backend.use(requireKey(state, 'secret'))
  backend.route('/users', users(state))
  backend.route('/users', userContacts(state))
  backend.route('/users', userCredentials(state))
  backend.route('/users', userConnections(state))
  backend.route('/email_addresses', emailAddresses(state))
  backend.route('/phone_numbers', phoneNumbers(state))
  backend.route('/sessions', sessions(state))
  backend.route('/clients', clients(state))
  backend.route('/', instanceModules(state))
  backend.route('/', organizationModules(state))
  backend.route('/', enterpriseModules(state))
  backend.route('/jwks', jwks(state))
  backend.route('/jwt_templates', jwtTemplates(state))
  backend.route('/sign_ups', signUps(state))
  backend.route('/sign_in_tokens', signInTokens(state))
  backend.route('/actor_tokens', actorTokens(state))
  backend.route('/testing_tokens', testingTokens(state))
  backend.route('/agents/tasks', agentTasks(state))
  backend.route('/invitations', invitations(state))
  backend.route('/waitlist_entries', waitlistEntries(state))
  backend.route('/allowlist_identifiers', allowlistIdentifiers(state))
  backend.route('/blocklist_identifiers', blocklistIdentifiers(state))
  backend.route('/redirect_urls', redirectUrls(state))
  backend.route('/machines', machines(state))
  backend.route('/oauth_applications', oauthApplications(state))
  backend.route('/billing', billing(state))
  backend.route('/users', payerBilling(state, 'user'))
  backend.route('/organizations', payerBilling(state, 'org'))
  backend.route('/email', emails(state))
  backend.route('/templates', templates(state))
  backend.route('/webhooks', webhooks(state))
  backend.all('*', (c) => {
    throw unknownRoute(c)
  })

  const app = new Hono()
  // Before the Backend API, which asks for the secret key.
  app.use(tellApplications(state))
  app.route('/v1/tickets', tickets(state))
  app.get('/v1/proxy-health', proxyHealth(state))
  app.route('/v1', frontend(state, limits))
  app.route('/.well-known', wellKnown(state))
  app.get('/images/:id', (c) => serveImage(state, c.req.param('id')))
  app.route('/', signInPages(state))
  app.route('/v1', backend)
  app.route('/', tokenService)
  app.notFound((c) => refuse(state, unknownRoute(c)))
  app.onError((error) => {
    if (error instanceof Refusal) return refuse(state, error)
    throw error
  })
  return app
}

/** The routes of the service that keeps keys and tokens. The official client leaves the version out of their paths. */
function createTokenService(state: State): Hono {
  return new Hono()
    .route('/api_keys', apiKeys(state))
    .route('/m2m_tokens', m2mTokens(state))
    .route('/oauth_applications/access_tokens', oauthAccessTokens(state))
}

/** The answer that tells of a refusal. */
export function refuse(state: State, { status, errors, headers }: Refusal): Response {
  return Response.json(
    { errors, clerk_trace_id: state.newId('trace').slice(6) },
    { status, headers },
  )
}

function unknownRoute(c: Context): Refusal {
  return new Refusal(
    404,
    entry('resource_not_found', 'not found', `The emulator has no ${c.req.method} ${c.req.path}`),
  )
}
