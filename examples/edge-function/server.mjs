// The program of index.ts for Node. Start it with: CLERK_SECRET_KEY=… CLERK_PUBLISHABLE_KEY=… node server.mjs
import { createServer } from 'node:http'
import { contextFromEnv, getUser } from 'clerklet'
import { authenticateRequest } from 'clerklet/verify'

const ctx = contextFromEnv(process.env)
const authorizedParties = ['https://app.example.com']

async function respond(request) {
  const state = await authenticateRequest(ctx, request, { authorizedParties, api: true })
  const auth = state.toAuth()
  if (!auth?.isAuthenticated) return state.toResponse()
  const { first_name, last_name } = await getUser(ctx, auth.userId)
  const name = [first_name, last_name].filter(Boolean).join(' ')
  return Response.json({ name }, { headers: state.headers })
}

const server = createServer(async ({ url, method, headers }, response) => {
  try {
    const request = new Request(new URL(url, 'http://localhost'), { method, headers })
    const { status, headers: sent, body } = await respond(request)
    response.writeHead(status, [...sent].flat()).end(body && (await new Response(body).text()))
  } catch (error) {
    console.error(error)
    response.writeHead(500).end()
  }
})
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1')
