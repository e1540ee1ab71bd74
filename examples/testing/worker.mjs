/** The program under test: a Worker that responds with the name of the signed-in user. */
import { contextFromEnv, getUser } from 'clerklet'
import { authenticateRequest } from 'clerklet/verify'

export default {
  async fetch(request, env) {
    const ctx = contextFromEnv(env)
    const state = await authenticateRequest(ctx, request, { api: true })
    const auth = state.toAuth()
    if (!auth?.isAuthenticated) return state.toResponse()
    const { first_name } = await getUser(ctx, auth.userId)
    return Response.json({ name: first_name }, { headers: state.headers })
  },
}
