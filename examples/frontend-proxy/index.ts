/** Pages whose browsers talk to nobody else: the Frontend API is served below `/__clerk` of the same origin. */
import { type ClerkEnv, contextFromEnv } from 'clerklet'
import { createRedirect, matchProxyPath, type ProxyContext, proxyFrontendApi } from 'clerklet/proxy'
import { authenticateRequest } from 'clerklet/verify'

interface Env extends ClerkEnv {
  /** The origin of these pages, as browsers see it. */
  APP_ORIGIN: string
  /** Where people sign in, when it is not Clerk's hosted page. */
  CLERK_SIGN_IN_URL?: string
  /** The Frontend API, when it is not Clerk's own: an emulator. */
  CLERK_FAPI_URL?: string
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const ctx: ProxyContext = {
      ...contextFromEnv(env),
      // Absolute, so that no header of the request has a say in it. Handshakes begin there, too.
      proxyUrl: `${env.APP_ORIGIN}/__clerk`,
      fapiUrl: env.CLERK_FAPI_URL,
      onError: ({ code, message }) => console.error(code, message),
    }
    if (matchProxyPath(request)) return proxyFrontendApi(ctx, request)

    const state = await authenticateRequest(ctx, request, { authorizedParties: [env.APP_ORIGIN] })
    if (state.headers.has('location')) return state.toResponse()
    const auth = state.toAuth()
    if (auth?.isAuthenticated) {
      return new Response(`You are signed in as ${auth.userId}.`, { headers: state.headers })
    }
    const { redirectToSignIn } = createRedirect({
      publishableKey: ctx.publishableKey,
      signInUrl: env.CLERK_SIGN_IN_URL,
      request,
      // The origin is known, so that no header of the request decides where people return to.
      baseUrl: env.APP_ORIGIN,
      sessionStatus: auth?.sessionStatus,
      redirectAdapter(url) {
        state.headers.set('location', url)
        return new Response(null, { status: 307, headers: state.headers })
      },
    })
    return redirectToSignIn()
  },
}
