import { authenticateRequest } from 'clerklet/verify'
import { clerk } from '@/lib/clerk'

/** Accepts API keys, which `proxy.ts` of docs/next.md does not accept. */
export async function GET(request: Request) {
  const state = await authenticateRequest(clerk(), request, { acceptsToken: 'api_key' })
  const auth = state.toAuth()
  if (!auth.isAuthenticated) return state.toResponse()
  return Response.json({ userId: auth.userId })
}
