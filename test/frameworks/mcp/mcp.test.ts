import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js'
import type { Seed } from 'clerklet-emulator'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
import { afterEach, describe, expect, test } from 'vitest'
import { createClient } from './client.ts'
import { servers } from './servers.ts'

type OAuthSettings = NonNullable<NonNullable<Seed['settings']>['oauth_applications']>

const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

describe.each(['node', 'workerd'] as const)('examples/mcp-server in %s', (runtime) => {
  /** Starts an MCP server, and an emulator at which clients can register. Creates a client of the server. */
  async function deployed(settings: Partial<OAuthSettings> = {}) {
    const emulator = createEmulator({
      seed: {
        settings: {
          oauth_applications: {
            dynamic_oauth_client_registration: true,
            aud_claim_enabled: true,
            ...settings,
          },
        },
        users: [{ id: 'user_ada', username: 'ada', first_name: 'Ada', last_name: 'King' }],
      },
    })
    const { url, env, close } = await listen(emulator)
    open.push(close)
    const serve = async () => {
      const served = await servers[runtime]({ ...env, CLERK_PROXY_URL: url })
      open.push(served.close)
      return served.resource
    }
    const resource = await serve()
    return { emulator, serve, resource, client: createClient(resource, url, 'user_ada') }
  }

  const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` })

  test.each([false, true])(
    'default: a client finds the authorization server, registers, and calls a tool (JWT: %j)',
    async (oauth_jwt_access_tokens) => {
      const { resource, client } = await deployed({ oauth_jwt_access_tokens })
      await expect(client.callTool('whoami')).rejects.toThrow(UnauthorizedError)
      const [asked] = client.kept.asked
      expect(asked?.searchParams.get('resource')).toBe(resource)
      expect(asked?.searchParams.get('scope')).toBe('profile')
      expect(asked?.searchParams.get('code_challenge_method')).toBe('S256')
      await client.allow()
      expect(client.kept.tokens?.access_token.split('.')).toHaveLength(
        oauth_jwt_access_tokens ? 3 : 1,
      )
      const text = `You are Ada King. ${client.kept.client?.client_id} may use profile.`
      expect(await client.callTool('whoami')).toEqual([{ type: 'text', text }])
      expect(client.kept.asked).toHaveLength(1)
    },
  )

  test('behavior: an access token that has expired is refreshed', async () => {
    const { emulator, client } = await deployed()
    await client.askFor('profile offline_access')
    await client.allow()
    const first = client.kept.tokens
    expect(first?.refresh_token).toEqual(expect.any(String))
    emulator.clock.advance('25h')
    expect(await client.callTool('whoami')).toEqual([expect.objectContaining({ type: 'text' })])
    expect(client.kept.tokens?.access_token).not.toBe(first?.access_token)
    expect(client.kept.asked).toHaveLength(1)
  })

  test('behavior: a client without the scope requests it', async () => {
    const { client } = await deployed()
    // Registers the client with the scopes `email` and `profile`, and then requests only `email`.
    await client.askFor('email profile')
    await client.askFor('email')
    await client.allow()
    await expect(client.callTool('whoami')).rejects.toThrow()
    expect(client.kept.asked.at(-1)?.searchParams.get('scope')).toContain('profile')
    await client.allow()
    expect(await client.callTool('whoami')).toEqual([expect.objectContaining({ type: 'text' })])
  })

  test('error: a token for another server is refused', async () => {
    const { serve, client } = await deployed()
    const other = await serve()
    await client.askFor('profile')
    await client.allow()
    const headers = bearer(client.kept.tokens?.access_token)
    const response = await fetch(other, { method: 'POST', headers, body: '{}' })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining('another resource'),
    })
  })

  test('error: without aud in the tokens of the instance, they are refused', async () => {
    const { resource, client } = await deployed({ aud_claim_enabled: false })
    await client.askFor('profile')
    await client.allow()
    const headers = bearer(client.kept.tokens?.access_token)
    const response = await fetch(resource, { method: 'POST', headers, body: '{}' })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('aud_claim_enabled')
  })

  test('error: the client keeps its token when the API cannot be reached', async () => {
    const { client, resource } = await deployed()
    await client.askFor('profile')
    await client.allow()
    // Stops the emulator. The MCP server keeps running.
    await open.shift()?.()
    const headers = bearer(client.kept.tokens?.access_token)
    const response = await fetch(resource, { method: 'POST', headers, body: '{}' })
    expect(response.status).toBe(503)
    expect(response.headers.get('www-authenticate')).toBe(null)
    expect(response.headers.get('retry-after')).toBe('30')
  })
})
