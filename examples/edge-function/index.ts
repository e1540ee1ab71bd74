/**
 * Responds with the name of the signed-in user. Runs in runtimes that call the default export's `fetch` and have `process.env`.
 */
import { contextFromEnv, getUser } from 'clerklet'
import { authenticateRequest } from 'clerklet/verify'

const authorizedParties = ['https://app.example.com']

export default {
  async fetch(request: Request): Promise<Response> {
    const ctx = contextFromEnv(process.env)
    const state = await authenticateRequest(ctx, request, { authorizedParties, api: true })
    const auth = state.toAuth()
    if (!auth?.isAuthenticated) return state.toResponse()
    const { first_name, last_name } = await getUser(ctx, auth.userId)
    const name = [first_name, last_name].filter(Boolean).join(' ')
    return Response.json({ name }, { headers: state.headers })
  },
}
