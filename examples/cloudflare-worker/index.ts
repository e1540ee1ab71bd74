/** A Worker that responds with the name of the signed-in user. */
import { type ClerkEnv, contextFromEnv, getUser } from 'clerklet'
import { authenticateRequest } from 'clerklet/verify'

/** The accepted origins. A token that was issued to another origin is refused. */
const authorizedParties = ['https://app.example.com']

export default {
  async fetch(request: Request, env: ClerkEnv): Promise<Response> {
    const ctx = contextFromEnv(env)
    // Cloudflare synchronizes the clocks of Workers, so a tolerance of one second is enough.
    const state = await authenticateRequest(ctx, request, {
      authorizedParties,
      clockSkewInMs: 1_000,
      api: true,
    })
    const auth = state.toAuth()
    if (!auth?.isAuthenticated) return state.toResponse()
    const { first_name, last_name } = await getUser(ctx, auth.userId)
    const name = [first_name, last_name].filter(Boolean).join(' ')
    return Response.json({ name }, { headers: state.headers })
  },
}
