/** A Worker that answers with the name of the user who asks. */
import { type ClerkEnv, contextFromEnv, getUser } from 'clerklet'
import { authenticateRequest } from 'clerklet/verify'

/** The origins whose tokens are taken: a token that was issued to another site is refused. */
const authorizedParties = ['https://app.example.com']

export default {
  async fetch(request: Request, env: ClerkEnv): Promise<Response> {
    const ctx = contextFromEnv(env)
    // Cloudflare keeps the clocks of Workers: one second of difference is plenty.
    const state = await authenticateRequest(ctx, request, {
      authorizedParties,
      clockSkewInMs: 1_000,
    })
    const auth = state.toAuth()
    if (!auth?.isAuthenticated) return state.toResponse()
    const { first_name, last_name } = await getUser(ctx, auth.userId)
    return Response.json({ name: [first_name, last_name].filter(Boolean).join(' ') })
  },
}
