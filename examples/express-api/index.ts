/** An API on Express for signed-in users, administrators of an organization, and machines. */
import { contextFromEnv, listOrganizationMemberships } from 'clerklet'
import { clerkMiddleware, getAuth, requireAuth } from 'clerklet/node'
import express, { type ErrorRequestHandler } from 'express'

const ctx = contextFromEnv(process.env)
/** The origin of the pages that call this API. Tokens that were issued to other origins are refused. */
const origin = process.env.APP_ORIGIN ?? 'https://app.example.com'
/** Options for routes that other services call. M2M tokens and API keys are read from the `Authorization` header only. */
const MACHINES = { acceptsToken: ['m2m_token', 'api_key'] } as const

/** Logs an error of a handler or of the configuration, and responds with status 500. */
const onError: ErrorRequestHandler = (error, _request, response, _next) => {
  console.error(error)
  response.status(500).json({ reason: 'error', message: 'Something went wrong.' })
}

export const app = express()
  .disable('x-powered-by')
  // With `api`, a request that would be redirected is signed out instead.
  .use(clerkMiddleware({ ctx, authorizedParties: [origin], api: true }))

  /** Responds with the ids of the signed-in user and of the active organization. */
  .get('/me', requireAuth(), (request, response) => {
    const { userId, orgId } = getAuth(request)
    response.json({ user: userId, organization: orgId ?? null })
  })

  /** Responds with the first page of the active organization's members. Only its administrators may call this route. */
  .get('/members', requireAuth({ role: 'org:admin' }), async (request, response) => {
    // requireAuth has checked the role, so there is an active organization.
    const organizationId = getAuth(request).orgId as string
    const { data } = await listOrganizationMemberships(ctx, organizationId)
    response.json(data.map(({ role, public_user_data }) => [public_user_data?.user_id, role]))
  })

  /** Accepts jobs from other services. Their tokens are read from the `Authorization` header only. */
  .post('/jobs', requireAuth(undefined, MACHINES), express.json(), (request, response) => {
    const auth = getAuth(request, MACHINES)
    const by = auth.isAuthenticated ? auth.subject : null
    response.status(202).json({ queued: request.body, by })
  })
  .use(onError)
