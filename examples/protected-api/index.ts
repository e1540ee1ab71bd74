/** An API for signed-in people, administrators of an organization, and machines: each route says whom it takes. */
import { type ClerkEnv, contextFromEnv, listOrganizationMemberships } from 'clerklet'
import { authenticateRequest } from 'clerklet/verify'

interface Env extends ClerkEnv {
  /** The origin of the pages that call this API: tokens that were issued to others are refused. */
  APP_ORIGIN: string
}

type Handler = (request: Request, env: Env) => Promise<Response>

/** Whoever is signed in. */
async function me(request: Request, env: Env): Promise<Response> {
  const state = await authenticateRequest(contextFromEnv(env), request, {
    authorizedParties: [env.APP_ORIGIN],
    api: true,
  })
  const auth = state.toAuth()
  if (!auth?.isAuthenticated) return refused(401, state.reason)
  return Response.json({ user: auth.userId, organization: auth.orgId ?? null })
}

/** The members of the organization that is active, for its administrators. */
async function members(request: Request, env: Env): Promise<Response> {
  const ctx = contextFromEnv(env)
  const state = await authenticateRequest(ctx, request, {
    authorizedParties: [env.APP_ORIGIN],
    api: true,
  })
  const auth = state.toAuth()
  if (!auth?.isAuthenticated) return refused(401, state.reason)
  if (!auth.orgId || !auth.has({ role: 'org:admin' })) {
    return refused(403, 'This is for administrators of the active organization')
  }
  const { data } = await listOrganizationMemberships(ctx, auth.orgId, { limit: 100 })
  return Response.json(data.map(({ role, public_user_data }) => [public_user_data?.user_id, role]))
}

/** For other services: machine tokens and API keys, from the `Authorization` header only. */
async function jobs(request: Request, env: Env): Promise<Response> {
  const state = await authenticateRequest(contextFromEnv(env), request, {
    acceptsToken: ['m2m_token', 'api_key'],
  })
  const auth = state.toAuth()
  if (!auth?.isAuthenticated) return refused(401, state.reason)
  return Response.json({ queued: await request.json(), by: auth.subject }, { status: 202 })
}

const routes: Record<string, Handler> = {
  'GET /me': me,
  'GET /members': members,
  'POST /jobs': jobs,
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const handler = routes[`${request.method} ${new URL(request.url).pathname}`]
    return handler ? handler(request, env) : refused(404, 'There is no such route')
  },
}

function refused(status: number, error: string | null): Response {
  return Response.json({ error }, { status })
}
