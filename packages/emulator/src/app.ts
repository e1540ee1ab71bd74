import { type Context, Hono } from 'hono'
import { billing } from './billing/routes/billing.ts'
import { payerBilling } from './billing/routes/payerBilling.ts'
import { knownVersionOnly, requireKey } from './core/auth.ts'
import { entry, Refusal } from './core/errors.ts'
import { serveImage } from './core/images.ts'
import { type Limits, limitRates } from './core/limits.ts'
import { enterpriseModules } from './enterprise/routes/index.ts'
import { agentTasks } from './flows/routes/agentTasks.ts'
import { emailAddresses, phoneNumbers, userContacts } from './flows/routes/contacts.ts'
import { invitations } from './flows/routes/invitations.ts'
import { allowlistIdentifiers, blocklistIdentifiers } from './flows/routes/restrictions.ts'
import { actorTokens, signInTokens } from './flows/routes/signInTokens.ts'
import { signUps } from './flows/routes/signUps.ts'
import { waitlistEntries } from './flows/routes/waitlistEntries.ts'
import { frontend, wellKnown } from './frontend/routes/client.ts'
import { tickets } from './frontend/routes/tickets.ts'
import { tellApplications } from './frontend/sharedCookies.ts'
import { userConnections } from './identity/routes/userConnections.ts'
import { userCredentials } from './identity/routes/userCredentials.ts'
import { users } from './identity/routes/users.ts'
import { accountlessApplications } from './instance/routes/accountlessApplications.ts'
import { instanceModules } from './instance/routes/index.ts'
import { interstitial } from './instance/routes/interstitial.ts'
import { proxyHealth } from './instance/routes/proxyChecks.ts'
import { redirectUrls } from './instance/routes/redirectUrls.ts'
import { webhooks } from './instance/routes/webhooks.ts'
import { apiKeys } from './machines/routes/apiKeys.ts'
import { m2mTokens } from './machines/routes/m2mTokens.ts'
import { machines } from './machines/routes/machines.ts'
import { oauthAccessTokens } from './machines/routes/oauthAccessTokens.ts'
import { oauthApplications } from './machines/routes/oauthApplications.ts'
import { emails } from './messages/routes/emails.ts'
import { templates } from './messages/routes/templates.ts'
import { organizationModules } from './organizations/routes/index.ts'
import { signInPages } from './pages/signIn.ts'
import { clients } from './sessions/routes/clients.ts'
import { jwks } from './sessions/routes/jwks.ts'
import { jwtTemplates } from './sessions/routes/jwtTemplates.ts'
import { sessions } from './sessions/routes/sessions.ts'
import { testingTokens } from './sessions/routes/testingTokens.ts'
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
