/** An API for signed-in users, administrators of an organization, and machines. Each route checks its callers. */
import { type ClerkEnv, contextFromEnv, listOrganizationMemberships } from 'clerklet'
import { authenticateRequest, forbiddenResponse } from 'clerklet/verify'

interface Env extends ClerkEnv {
  /** The origin of the pages that call this API. Tokens that were issued to other origins are refused. */
  APP_ORIGIN: string
}

const ADMINISTRATOR = { role: 'org:admin' } as const

type Handler = (request: Request, env: Env) => Promise<Response>

/** Responds with the ids of the signed-in user and of the active organization. */
async function me(request: Request, env: Env): Promise<Response> {
  const state = await authenticateRequest(contextFromEnv(env), request, {
    authorizedParties: [env.APP_ORIGIN],
    api: true,
  })
  const auth = state.toAuth()
  if (!auth?.isAuthenticated) return state.toResponse()
  const ids = { user: auth.userId, organization: auth.orgId ?? null }
  return Response.json(ids, { headers: state.headers })
}

/** Responds with up to 100 members of the active organization. Only its administrators may call this route. */
async function members(request: Request, env: Env): Promise<Response> {
  const ctx = contextFromEnv(env)
  const state = await authenticateRequest(ctx, request, {
    authorizedParties: [env.APP_ORIGIN],
    api: true,
  })
  const auth = state.toAuth()
  if (!auth?.isAuthenticated) return state.toResponse()
  const { headers } = state
  if (!auth.orgId || !auth.has(ADMINISTRATOR)) return forbiddenResponse(ADMINISTRATOR, { headers })
  const { data } = await listOrganizationMemberships(ctx, auth.orgId, { limit: 100 })
  const roles = data.map(({ role, public_user_data }) => [public_user_data?.user_id, role])
  return Response.json(roles, { headers })
}

/** Accepts jobs from other services. Their tokens are read from the `Authorization` header only. */
async function jobs(request: Request, env: Env): Promise<Response> {
  const state = await authenticateRequest(contextFromEnv(env), request, {
    acceptsToken: ['m2m_token', 'api_key'],
  })
  const auth = state.toAuth()
  if (!auth?.isAuthenticated) return state.toResponse()
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
    if (handler) return handler(request, env)
    return Response.json(
      { reason: 'not-found', message: 'There is no such route.' },
      { status: 404 },
    )
  },
}
