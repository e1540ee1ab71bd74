/** An API on Hono, in a Worker, for signed-in people, administrators of an organization, and machines. */
import { type ClerkEnv, listOrganizationMemberships } from 'clerklet'
import { clerkMiddleware, getAuth, requireAuth } from 'clerklet/hono'
import { Hono } from 'hono'
import { cors } from 'hono/cors'

interface Env extends ClerkEnv {
  /** The origin of the pages that call this API: tokens that were issued to others are refused. */
  APP_ORIGIN: string
}

const app = new Hono<{ Bindings: Env }>()
  // Before the authentication: it answers preflights, which carry no token, and adds its headers to refusals.
  .use(cors({ origin: (_, c) => c.env.APP_ORIGIN, credentials: true }))
  // The keys are those of the environment. `api`: a request is refused and never redirected.
  .use(clerkMiddleware((c) => ({ authorizedParties: [c.env.APP_ORIGIN], api: true })))

  /** The user who is signed in. */
  .get('/me', requireAuth(), (c) => {
    const { userId, orgId } = getAuth(c)
    return c.json({ user: userId, organization: orgId ?? null })
  })

  /** The members of the organization that is active, for its administrators. */
  .get('/members', requireAuth({ role: 'org:admin' }), async (c) => {
    // requireAuth has checked the role, so an organization is active.
    const organizationId = getAuth(c).orgId as string
    const { data } = await listOrganizationMemberships(c.var.clerkContext, organizationId)
    return c.json(data.map(({ role, public_user_data }) => [public_user_data?.user_id, role]))
  })

  /** For other services: machine tokens and API keys, from the `Authorization` header only. */
  .post('/jobs', requireAuth(undefined, { acceptsToken: ['m2m_token', 'api_key'] }), async (c) => {
    const auth = getAuth(c, { acceptsToken: ['m2m_token', 'api_key'] })
    const by = auth.isAuthenticated ? auth.subject : null
    return c.json({ queued: await c.req.json<unknown>(), by }, 202)
  })

app.notFound((c) => c.json({ reason: 'not-found', message: 'There is no such route.' }, 404))

export default app
