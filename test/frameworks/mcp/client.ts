import { auth, type OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type {
  OAuthClientInformationMixed,
  OAuthTokens,
} from '@modelcontextprotocol/sdk/shared/auth.js'
import { createBrowser } from '#fixtures/browser.ts'

const CALLBACK = 'http://127.0.0.1:1/callback'

/** The state of an MCP client. */
export interface Kept {
  client?: OAuthClientInformationMixed
  tokens?: OAuthTokens
  verifier?: string
  /** The URLs to which the client has sent its user, one for each authorization. */
  asked: URL[]
}

/** Creates an MCP client with `@modelcontextprotocol/sdk`, for a user of the emulator. */
export function createClient(resource: string, authorizationServer: string, userId: string) {
  const kept: Kept = { asked: [] }
  const provider: OAuthClientProvider = {
    redirectUrl: CALLBACK,
    clientMetadata: {
      client_name: 'Inspector',
      redirect_uris: [CALLBACK],
      token_endpoint_auth_method: 'none',
    },
    clientInformation: () => kept.client,
    saveClientInformation: (client) => {
      kept.client = client
    },
    tokens: () => kept.tokens,
    saveTokens: (tokens) => {
      kept.tokens = tokens
    },
    redirectToAuthorization: (url) => {
      kept.asked.push(url)
    },
    saveCodeVerifier: (verifier) => {
      kept.verifier = verifier
    },
    codeVerifier: () => kept.verifier ?? '',
  }
  const browser = createBrowser({
    [authorizationServer]: (request) => fetch(request),
    [new URL(CALLBACK).origin]: () => new Response('You can close this page.'),
  })
  const open = () =>
    new StreamableHTTPClientTransport(new URL(resource), { authProvider: provider })

  /** Signs the user in, and grants the last authorization that the client requested. */
  async function allow(): Promise<void> {
    const url = kept.asked.at(-1)
    if (!url) throw new Error('The client has not requested an authorization')
    let { url: at } = await browser.visit(url.href)
    if (at.pathname === '/sign-in') at = (await browser.visit(at.href, { user_id: userId })).url
    const form = { ...Object.fromEntries(at.searchParams), consented: 'true' }
    const action = `${authorizationServer}/v1/me/oauth/consent/${at.searchParams.get('client_id')}`
    const { url: back } = await browser.visit(action, form)
    await open().finishAuth(back.searchParams.get('code') ?? '')
  }

  /** Calls a tool on a new connection, and returns the content of the result. */
  async function callTool(name: string): Promise<unknown> {
    const client = new Client({ name: 'test', version: '1.0.0' })
    try {
      await client.connect(open())
      const { content } = await client.callTool({ name, arguments: {} })
      return content
    } finally {
      await client.close()
    }
  }

  /** Starts an authorization for `scope`, as a client does when a token lacks a scope. */
  const askFor = (scope: string) => auth(provider, { serverUrl: resource, scope })

  return { kept, allow, askFor, callTool }
}
