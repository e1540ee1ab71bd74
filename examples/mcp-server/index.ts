/** An MCP server whose tools know the user who calls them. Clerk is the authorization server. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { type ClerkEnv, type Context, contextFromEnv, getUser } from 'clerklet'
import { authenticateMcp, protectedResourceMetadata } from 'clerklet/mcp'

interface Env extends ClerkEnv {
  /** The URL of this server as its clients know it. */
  MCP_RESOURCE: string
  /** The URL of the application's proxy of the Frontend API, if there is one. */
  CLERK_PROXY_URL?: string
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const ctx = { ...contextFromEnv(env), proxyUrl: env.CLERK_PROXY_URL }
    const options = { resource: env.MCP_RESOURCE, scopes: ['profile'] }
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/.well-known/oauth-protected-resource')) {
      return protectedResourceMetadata(ctx, options)
    }
    if (pathname !== '/mcp') return Response.json({ reason: 'not-found' }, { status: 404 })
    const { authInfo, response } = await authenticateMcp(ctx, request, options)
    if (response) return response
    // The server keeps no MCP sessions, so each request gets a new server and transport.
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
    await createServer(ctx, authInfo.extra.userId).connect(transport)
    return transport.handleRequest(request, { authInfo })
  },
}

function createServer(ctx: Context, userId: string): McpServer {
  const server = new McpServer({ name: 'clerklet-example', version: '1.0.0' })
  server.registerTool(
    'whoami',
    { description: 'Returns the name of the user, and what the client may do.' },
    async ({ authInfo }) => {
      const { first_name, last_name } = await getUser(ctx, userId)
      const name = [first_name, last_name].filter(Boolean).join(' ')
      const text = `You are ${name}. ${authInfo?.clientId} may use ${authInfo?.scopes.join(' ')}.`
      return { content: [{ type: 'text', text }] }
    },
  )
  return server
}
