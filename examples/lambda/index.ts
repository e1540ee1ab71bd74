/**
 * A Lambda function behind API Gateway, a function URL or a load balancer. Serves a page, and an API that sets a profile image.
 */
import { contextFromEnv, updateUserProfileImage } from 'clerklet'
import { type LambdaEvent, type LambdaResult, toRequest, toResult } from 'clerklet/lambda'
import { authenticateRequest } from 'clerklet/verify'

const { env } = process

/** Called by AWS for each event. Converts the event to a request, and the response to a result. */
export async function handler(event: LambdaEvent): Promise<LambdaResult> {
  return toResult(await respond(toRequest(event)), event)
}

async function respond(request: Request): Promise<Response> {
  const route = `${request.method} ${new URL(request.url).pathname}`
  if (route === 'GET /') return page(request)
  if (route === 'PUT /image') return setImage(request)
  return Response.json({ reason: 'not-found' }, { status: 404 })
}

/**
 * Responds with a page. A browser whose session is unknown is first redirected to Clerk, which sets cookies and redirects back.
 */
async function page(request: Request): Promise<Response> {
  const state = await authenticateRequest(contextFromEnv(env), request, {
    authorizedParties: [`${env.APP_ORIGIN}`],
    proxyUrl: env.CLERK_PROXY_URL,
  })
  const auth = state.toAuth()
  if (state.headers.has('location') || !auth?.isAuthenticated) return state.toResponse()
  const headers = new Headers(state.headers)
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Response(`<p>You are signed in as ${auth.userId}.</p>`, { headers })
}

/** Sets the user's profile image to the bytes of the body. AWS sends them in base64, and `toRequest` decodes them. */
async function setImage(request: Request): Promise<Response> {
  const ctx = contextFromEnv(env)
  const state = await authenticateRequest(ctx, request, {
    authorizedParties: [`${env.APP_ORIGIN}`],
    api: true,
  })
  const auth = state.toAuth()
  if (!auth?.isAuthenticated) return state.toResponse()
  const user = await updateUserProfileImage(ctx, auth.userId, { file: await request.blob() })
  return Response.json({ image: user.image_url }, { headers: state.headers })
}
