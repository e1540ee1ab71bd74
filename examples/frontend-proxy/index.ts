/** Serves a page, and proxies the Frontend API below `/__clerk`, so that browsers call the Frontend API at this origin. */
import { type ClerkEnv, contextFromEnv } from 'clerklet'
import { createRedirect, matchProxyPath, type ProxyContext, proxyFrontendApi } from 'clerklet/proxy'
import { authenticateRequest } from 'clerklet/verify'

interface Env extends ClerkEnv {
  /** The origin of this application, as browsers see it. */
  APP_ORIGIN: string
  /** The URL of the sign-in page. Default: the page that Clerk hosts. */
  CLERK_SIGN_IN_URL?: string
  /** The URL of the Frontend API, such as that of an emulator. Default: the Frontend API of Clerk. */
  CLERK_FAPI_URL?: string
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const ctx: ProxyContext = {
      ...contextFromEnv(env),
      // Absolute, so that the URL does not depend on headers of the request. Handshakes also use this URL.
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
      // Set explicitly, so that the return URL does not depend on headers of the request.
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
