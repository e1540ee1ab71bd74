/** An API on Express for signed-in people, administrators of an organization, and machines. */
import { contextFromEnv, listOrganizationMemberships } from 'clerklet'
import { clerkMiddleware, getAuth, requireAuth } from 'clerklet/node'
import express, { type ErrorRequestHandler } from 'express'

const ctx = contextFromEnv(process.env)
/** The origin of the pages that call this API: tokens that were issued to others are refused. */
const origin = process.env.APP_ORIGIN ?? 'https://app.example.com'
/** For other services: machine tokens and API keys, from the `Authorization` header only. */
const MACHINES = { acceptsToken: ['m2m_token', 'api_key'] } as const

/** Express calls it for what a handler throws, and for a mistake of the configuration. */
const onError: ErrorRequestHandler = (error, _request, response, _next) => {
  console.error(error)
  response.status(500).json({ reason: 'error', message: 'Something went wrong.' })
}

export const app = express()
  .disable('x-powered-by')
  // `api`: a request is refused and never redirected.
  .use(clerkMiddleware({ ctx, authorizedParties: [origin], api: true }))

  /** The user who is signed in. */
  .get('/me', requireAuth(), (request, response) => {
    const { userId, orgId } = getAuth(request)
    response.json({ user: userId, organization: orgId ?? null })
  })

  /** The members of the organization that is active, for its administrators. */
  .get('/members', requireAuth({ role: 'org:admin' }), async (request, response) => {
    // requireAuth has checked the role, so an organization is active.
    const organizationId = getAuth(request).orgId as string
    const { data } = await listOrganizationMemberships(ctx, organizationId)
    response.json(data.map(({ role, public_user_data }) => [public_user_data?.user_id, role]))
  })

  /** What a machine wants done. */
  .post('/jobs', requireAuth(undefined, MACHINES), express.json(), (request, response) => {
    const auth = getAuth(request, MACHINES)
    const by = auth.isAuthenticated ? auth.subject : null
    response.status(202).json({ queued: request.body, by })
  })
  .use(onError)
