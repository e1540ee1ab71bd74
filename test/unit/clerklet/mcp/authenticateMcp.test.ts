import type { OAuthTokenOptions } from 'clerklet-emulator'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { ClerkConfigError } from '#clerklet/core/errors.ts'
import { authenticateMcp, type McpContext } from '#clerklet/mcp/authenticateMcp.ts'
import type { McpOptions } from '#clerklet/mcp/options.ts'
import { emulate, NOON } from '#fixtures/emulator.ts'

const RESOURCE = 'https://mcp.example.com/mcp'
const METADATA = 'https://mcp.example.com/.well-known/oauth-protected-resource/mcp'
const FORMATS = ['opaque', 'jwt'] as const

type Told = Partial<OAuthTokenOptions>

/** Makes an MCP server and its instance. `askWith` sends a request with a token of the instance. */
function server(options: Partial<McpOptions> = {}) {
  const clerk = emulate({ seed: { users: [{ id: 'user_ada', username: 'ada' }] } })
  const ask = (headers: Record<string, string>, ctx: McpContext = clerk.ctx) =>
    authenticateMcp(ctx, { headers }, { resource: RESOURCE, ...options })
  const issue = (how: Told = {}) =>
    clerk.oauthToken({ userId: 'user_ada', audience: RESOURCE, scopes: ['email'], ...how })
  const askWith = async (how: Told = {}, ctx: McpContext = clerk.ctx) => {
    const { headers } = await issue(how)
    return ask(headers, ctx)
  }
  return { clerk, ask, issue, askWith }
}

async function refusal(pending: ReturnType<typeof authenticateMcp>) {
  const { auth, authInfo, response } = await pending
  expect(auth).toBe(null)
  expect(authInfo).toBe(null)
  return {
    status: response?.status,
    challenge: response?.headers.get('www-authenticate'),
    body: await response?.json(),
  }
}

describe('authenticateMcp', () => {
  test.each(FORMATS)('default: an access token that is %s', async (format) => {
    const { ask, issue } = server()
    const { token, headers, details } = await issue({ format, expiresIn: 60 })
    const { auth, authInfo, response } = await ask(headers)
    expect(response).toBe(null)
    expect(auth).toMatchObject({
      tokenType: 'oauth_token',
      isAuthenticated: true,
      userId: 'user_ada',
      clientId: details.client_id,
    })
    expect(authInfo).toEqual({
      token,
      clientId: details.client_id,
      scopes: ['email'],
      expiresAt: NOON / 1000 + 60,
      resource: new URL(RESOURCE),
      extra: { userId: 'user_ada' },
    })
  })

  test('args: a Request, and the headers of a request of Node', async () => {
    const { clerk, issue } = server()
    const { headers } = await issue()
    const request = new Request(RESOURCE, { method: 'POST', headers, body: '{}' })
    const options = { resource: RESOURCE }
    expect((await authenticateMcp(clerk.ctx, request, options)).response).toBe(null)
    expect(request.bodyUsed).toBe(false)
    const node = { headers: { authorization: headers.authorization, accept: undefined } }
    expect((await authenticateMcp(clerk.ctx, node, options)).response).toBe(null)
  })

  test('behavior: either the response or the caller is null', async () => {
    const found = await server().askWith()
    if (found.response) expectTypeOf(found.auth).toEqualTypeOf<null>()
    else expectTypeOf(found.authInfo.extra.userId).toEqualTypeOf<string>()
  })

  describe('no token', () => {
    test('behavior: the response contains the URL of the metadata, and no error', async () => {
      expect(await refusal(server().ask({}))).toEqual({
        status: 401,
        challenge: `Bearer resource_metadata="${METADATA}"`,
        body: {
          reason: 'No token in header',
          message: 'The request carries no token in its Authorization header.',
        },
      })
    })

    test('behavior: the response contains the required scopes, too', async () => {
      const { challenge } = await refusal(server({ scopes: ['email', 'profile'] }).ask({}))
      expect(challenge).toBe(`Bearer resource_metadata="${METADATA}", scope="email profile"`)
    })

    test.each([
      ['https://mcp.example.com', 'https://mcp.example.com/.well-known/oauth-protected-resource'],
      [
        'https://mcp.example.com:8443/',
        'https://mcp.example.com:8443/.well-known/oauth-protected-resource',
      ],
      [
        'http://localhost:3000/a/mcp?tenant=1',
        'http://localhost:3000/.well-known/oauth-protected-resource/a/mcp?tenant=1',
      ],
    ])('args: the metadata of %s is at %s', async (resource, url) => {
      const { challenge } = await refusal(server({ resource }).ask({}))
      expect(challenge).toBe(`Bearer resource_metadata="${url}"`)
    })

    test('behavior: no cache keeps the response', async () => {
      const { response } = await server().ask({})
      expect(response?.headers.get('cache-control')).toBe('no-store')
    })
  })

  describe('the audience', () => {
    test.each(FORMATS)('behavior: a list that names the resource, %s', async (format) => {
      const audience = ['https://other.example.com', RESOURCE]
      expect((await server().askWith({ format, audience })).response).toBe(null)
    })

    test.each([
      ['https://mcp.example.com', 'https://mcp.example.com/'],
      ['https://mcp.example.com/', 'https://mcp.example.com'],
      [RESOURCE, `${RESOURCE}/`],
      [`${RESOURCE}/`, RESOURCE],
      [RESOURCE, 'HTTPS://MCP.example.com:443/mcp'],
    ])('behavior: %s is the resource of a token for %s', async (resource, audience) => {
      expect((await server({ resource }).askWith({ audience })).response).toBe(null)
    })

    test.each([
      'https://other.example.com/mcp',
      'https://mcp.example.com',
      'https://mcp.example.com/mcp2',
      'https://mcp.example.com/mcp/more',
      'https://mcp.example.com/MCP',
      'https://mcp.example.com:8443/mcp',
      'http://mcp.example.com/mcp',
      'https://mcp.example.com/mcp?a=1',
      'https://mcp.example.com/mcp#a',
      'https://mcp.example.com.evil.example/mcp',
      'https://mcp.example.com@evil.example/mcp',
      'https://evil@mcp.example.com/mcp',
      'mcp.example.com/mcp',
      'mcp',
    ])('error: a token for %s', async (audience) => {
      for (const format of FORMATS) {
        expect(await refusal(server().askWith({ audience, format }))).toEqual({
          status: 401,
          challenge: `Bearer resource_metadata="${METADATA}", error="invalid_token", error_description="The token was issued for another resource."`,
          body: {
            reason: 'token-verification-failed',
            message: 'The token was issued for another resource.',
          },
        })
      }
    })

    test.each(FORMATS)('error: a token that names none, %s', async (format) => {
      for (const audience of [undefined, []]) {
        const { status, challenge, body } = await refusal(server().askWith({ format, audience }))
        expect(status).toBe(401)
        expect(challenge).toContain('error="invalid_token"')
        expect(challenge).toContain(body.message)
        expect(body.message).toContain('aud_claim_enabled')
        expect(body.message).toContain('updateInstanceOAuthApplicationSettings')
        expect(body.message).toContain('the parameter resource')
      }
    })

    test('behavior: no field of the context skips the check', async () => {
      const { clerk, askWith } = server()
      for (const more of [
        { audience: [] },
        { machineAudience: [] },
        { machineAudience: 'https://other.example.com' },
        { resource: 'https://other.example.com' },
      ]) {
        const audience = 'https://other.example.com'
        const { response } = await askWith({ audience }, { ...clerk.ctx, ...more })
        expect(response?.status).toBe(401)
        // With these additions to the context, a token for the resource is still accepted.
        expect((await askWith({}, { ...clerk.ctx, ...more })).response).toBe(null)
      }
    })
  })

  describe('the scopes', () => {
    test('behavior: all of them are needed', async () => {
      const { askWith } = server({ scopes: ['email', 'profile'] })
      expect((await askWith({ scopes: ['profile', 'openid', 'email'] })).response).toBe(null)
      expect(await refusal(askWith({ scopes: ['email'] }))).toEqual({
        status: 403,
        challenge: `Bearer resource_metadata="${METADATA}", error="insufficient_scope", error_description="The request needs the scopes email profile.", scope="email profile"`,
        body: { reason: 'forbidden', message: 'The request needs the scopes email profile.' },
      })
    })

    test('behavior: the audience is checked first', async () => {
      const { askWith } = server({ scopes: ['profile'] })
      const { status } = await refusal(askWith({ audience: 'https://other.example.com' }))
      expect(status).toBe(401)
    })
  })

  describe('a token that is not accepted', () => {
    const invalid = (message: string) => ({
      status: 401,
      challenge: `Bearer resource_metadata="${METADATA}", error="invalid_token", error_description="${message}"`,
    })

    test('error: an unknown, revoked or expired token', async () => {
      const { clerk, ask, askWith, issue } = server()
      const notValid = invalid('The token is not valid.')
      expect(await refusal(ask({ authorization: 'Bearer oat_unknown' }))).toMatchObject(notValid)
      expect(await refusal(askWith({ expiresIn: -1 }))).toMatchObject(notValid)
      const { headers } = await issue({ expiresIn: 60 })
      clerk.clock.advance('2m')
      expect(await refusal(ask(headers))).toMatchObject(notValid)
      expect(await refusal(askWith({ format: 'jwt', expiresIn: -60 }))).toMatchObject(
        invalid('The token could not be verified.'),
      )
    })

    test.each([{ scopes: 'email profile' }, { scopes: [1] }, { client_id: null }])(
      'error: 503 for a response of the API with a malformed field: %j',
      async (changes) => {
        const { clerk, askWith } = server({ scopes: ['mail'] })
        const changed = async (input: RequestInfo | URL, init?: RequestInit) => {
          const response = await clerk.fetch(input, init)
          return Response.json({ ...(await response.json()), ...changes })
        }
        const how = { format: 'opaque', scopes: ['mail'] } as const
        const refused = await refusal(askWith(how, { ...clerk.ctx, fetch: changed }))
        expect([refused.status, refused.body.reason]).toEqual([503, 'unexpected-error'])
      },
    )

    test('error: a JWT that another instance has signed', async () => {
      const { ask, issue } = server()
      const { token } = await issue({ format: 'jwt' })
      const forged = `${token.slice(0, -8)}AAAAAAAA`
      const { status, body } = await refusal(ask({ authorization: `Bearer ${forged}` }))
      expect(status).toBe(401)
      expect(body.reason).toBe('token-verification-failed')
    })

    test('error: tokens of other kinds, and texts that are not tokens', async () => {
      const { clerk, ask } = server()
      const session = await clerk.signIn('user_ada')
      const key = await clerk.apiKey({ subject: 'user_ada' })
      const machine = await clerk.machineToken({ name: 'billing', format: 'jwt' })
      for (const { authorization } of [
        session.headers,
        key.headers,
        machine.headers,
        { authorization: 'Bearer null' },
        { authorization: 'Bearer' },
        { authorization: 'Bearer a.b.c' },
      ]) {
        expect(await refusal(ask({ authorization: `${authorization}` }))).toMatchObject({
          ...invalid('The request carries no OAuth access token of this instance.'),
          body: { reason: 'token-type-mismatch' },
        })
      }
    })

    test('error: no response repeats the token', async () => {
      const { clerk, ask, issue } = server()
      const { token, headers } = await issue({ audience: 'https://other.example.com' })
      const { response } = await ask(headers)
      const all = `${[...(response?.headers ?? [])].flat()}${await response?.text()}`
      expect(all).not.toContain(token)
      expect(all).not.toContain(clerk.ctx.secretKey)
    })
  })

  describe('error: 503 without a challenge when the visitor is not at fault', () => {
    const outage = {
      status: 503,
      challenge: null,
      body: { message: 'Requests cannot be authenticated at the moment. Try again later.' },
    }
    let instances = 0
    const broken = (fetch: () => Response, over: object = {}): McpContext => ({
      secretKey: `sk_test_mcp${++instances}`,
      now: () => NOON,
      sleep: async () => {},
      fetch: async () => fetch(),
      ...over,
    })
    const unreachable = () => {
      throw new TypeError('fetch failed')
    }

    test.each<[string, () => Response, string]>([
      ['the API cannot be reached', unreachable, 'unexpected-error'],
      ['the API is down', () => new Response('<html>', { status: 502 }), 'unexpected-error'],
      ['the rate limit is reached', () => new Response('', { status: 429 }), 'unexpected-error'],
      ['the secret key is wrong', () => new Response('{}', { status: 401 }), 'secret-key-invalid'],
    ])('%s, for an opaque token', async (_, fetch, reason) => {
      const { response } = await server().askWith({}, broken(fetch))
      expect(response?.headers.get('retry-after')).toBe('30')
      expect(await refusal(server().askWith({}, broken(fetch)))).toMatchObject({
        ...outage,
        body: { ...outage.body, reason },
      })
    })

    test.each<[string, () => Response, string]>([
      ['the keys cannot be reached', unreachable, 'jwk-remote-failed-to-load'],
      [
        'the secret key is wrong',
        () => Response.json({ errors: [{ code: 'clerk_key_invalid' }] }, { status: 401 }),
        'secret-key-invalid',
      ],
    ])('%s, for a JWT', async (_, fetch, reason) => {
      expect(await refusal(server().askWith({ format: 'jwt' }, broken(fetch)))).toMatchObject({
        ...outage,
        body: { ...outage.body, reason },
      })
    })
  })

  describe('error: a mistake of the configuration', () => {
    const call = (options: unknown, ctx: McpContext = emulate().ctx) =>
      // Callers without types may pass anything.
      authenticateMcp(ctx, { headers: {} }, options as McpOptions)

    test.each<[unknown, string]>([
      [{}, 'options.resource is missing'],
      [{ resource: '' }, 'options.resource is missing'],
      [{ resource: 'mcp.example.com' }, 'options.resource is not valid'],
      [{ resource: 'ftp://mcp.example.com' }, 'options.resource is not valid'],
      [{ resource: `${RESOURCE}#a` }, 'options.resource is not valid'],
      [{ resource: 'https://u:p@mcp.example.com' }, 'options.resource is not valid'],
      [{ resource: new URL(RESOURCE) }, 'options.resource is not valid'],
      [{ resource: RESOURCE, scopes: 'email' }, 'options.scopes is not valid'],
      [{ resource: RESOURCE, scopes: ['a b'] }, 'options.scopes is not valid'],
      [{ resource: RESOURCE, scopes: ['a"'] }, 'options.scopes is not valid'],
      [{ resource: RESOURCE, audience: [] }, 'options.audience is unknown'],
      [{ resource: RESOURCE, scope: ['email'] }, 'did you mean scopes?'],
      [undefined, 'options.resource is missing'],
    ])('%j', async (options, message) => {
      await expect(call(options)).rejects.toThrow(ClerkConfigError)
      await expect(call(options)).rejects.toThrow(message)
    })

    test('a missing secret key, for every request, since opaque tokens need it', async () => {
      const { clerk, ask } = server()
      const { secretKey: _, ...ctx } = clerk.ctx
      await expect(ask({}, ctx)).rejects.toThrow('ctx.secretKey is missing')
    })

    test('a request without headers', async () => {
      const request = {} as Request
      await expect(authenticateMcp(emulate().ctx, request, { resource: RESOURCE })).rejects.toThrow(
        'The request has no headers',
      )
    })
  })
})
