/** An API on Hono, in a Worker, for signed-in users, administrators of an organization, and machines. */
import { type ClerkEnv, listOrganizationMemberships } from 'clerklet'
import { clerkMiddleware, getAuth, requireAuth } from 'clerklet/hono'
import { Hono } from 'hono'
import { cors } from 'hono/cors'

interface Env extends ClerkEnv {
  /** The origin of the pages that call this API. Tokens that were issued to other origins are refused. */
  APP_ORIGIN: string
}

const app = new Hono<{ Bindings: Env }>()
  // Comes before the authentication, because preflights carry no token and refusals need CORS headers.
  .use(cors({ origin: (_, c) => c.env.APP_ORIGIN, credentials: true }))
  // Takes Clerk's keys from the environment. With `api`, a request that would be redirected is signed out instead.
  .use(clerkMiddleware((c) => ({ authorizedParties: [c.env.APP_ORIGIN], api: true })))

  /** Responds with the ids of the signed-in user and of the active organization. */
  .get('/me', requireAuth(), (c) => {
    const { userId, orgId } = getAuth(c)
    return c.json({ user: userId, organization: orgId ?? null })
  })

  /** Responds with the first page of the active organization's members. Only its administrators may call this route. */
  .get('/members', requireAuth({ role: 'org:admin' }), async (c) => {
    // requireAuth has checked the role, so there is an active organization.
    const organizationId = getAuth(c).orgId as string
    const { data } = await listOrganizationMemberships(c.var.clerkContext, organizationId)
    return c.json(data.map(({ role, public_user_data }) => [public_user_data?.user_id, role]))
  })

  /** Accepts jobs from other services. Their tokens are read from the `Authorization` header only. */
  .post('/jobs', requireAuth(undefined, { acceptsToken: ['m2m_token', 'api_key'] }), async (c) => {
    const auth = getAuth(c, { acceptsToken: ['m2m_token', 'api_key'] })
    const by = auth.isAuthenticated ? auth.subject : null
    return c.json({ queued: await c.req.json<unknown>(), by }, 202)
  })

app.notFound((c) => c.json({ reason: 'not-found', message: 'There is no such route.' }, 404))

export default app
