/** A Lambda function behind API Gateway, a function URL or a load balancer: a page for people, and an API for its script. */
import { contextFromEnv, updateUserProfileImage } from 'clerklet'
import { type LambdaEvent, type LambdaResult, toRequest, toResult } from 'clerklet/lambda'
import { authenticateRequest } from 'clerklet/verify'

const { env } = process

/** The function that AWS calls. */
export async function handler(event: LambdaEvent): Promise<LambdaResult> {
  return toResult(await answer(toRequest(event)), event)
}

async function answer(request: Request): Promise<Response> {
  const route = `${request.method} ${new URL(request.url).pathname}`
  if (route === 'GET /') return page(request)
  if (route === 'PUT /image') return setImage(request)
  return Response.json({ reason: 'not-found' }, { status: 404 })
}

/** A page. A browser whose session is unknown is sent to Clerk and back first, which sets cookies. */
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

/** Takes the bytes of an image, which arrive in base64, as the profile image of the user. */
async function setImage(request: Request): Promise<Response> {
  const ctx = contextFromEnv(env)
  const state = await authenticateRequest(ctx, request, {
    authorizedParties: [`${env.APP_ORIGIN}`],
    api: true,
  })
  const auth = state.toAuth()
  if (!auth?.isAuthenticated) return state.toResponse()
  const user = await updateUserProfileImage(ctx, auth.userId, { file: await request.blob() })
  return Response.json({ image: user.image_url })
}
