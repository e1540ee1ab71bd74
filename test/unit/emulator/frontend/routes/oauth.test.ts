import {
  createOAuthApplication,
  deleteOAuthApplication,
  deleteUser,
  updateOAuthApplication,
  verifyOAuthAccessToken,
} from 'clerklet'
import { decodeToken } from 'clerklet/verify'
import type { Seed } from 'clerklet-emulator'
import { createLocalJWKSet, jwtVerify } from 'jose'
import { describe, expect, test } from 'vitest'
import { checkedFetch } from '#emulator-test/support/frontendAnswers.ts'
import { createBrowser } from '#fixtures/browser.ts'
import { emulate } from '#fixtures/emulator.ts'

const FAPI = 'http://localhost:4010'
const BACK = 'http://127.0.0.1:5173/callback'
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
// The example of RFC 7636, Appendix B.
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const RESOURCE = 'https://mcp.example.com/mcp'

const seed = (settings: NonNullable<Seed['settings']>['oauth_applications'] = {}) =>
  ({
    settings: { oauth_applications: { dynamic_oauth_client_registration: true, ...settings } },
    users: [
      { id: 'user_ada', first_name: 'Ada', last_name: 'King', email_address: ['ada@example.com'] },
    ],
  }) satisfies Seed

/** Makes an emulator, and functions that call it as an MCP client and a browser would. */
function opened(settings?: Parameters<typeof seed>[0], more: Seed = {}) {
  const emulator = emulate({ seed: { ...seed(settings), ...more } })
  emulator.fetch = checkedFetch(emulator.fetch)
  const browser = createBrowser({
    [FAPI]: emulator.fetch,
    'http://127.0.0.1:5173': () => new Response('You can close this page.'),
  })
  const post = async (path: string, form: Record<string, string>, headers = {}) => {
    const body = new URLSearchParams(form)
    const response = await emulator.fetch(FAPI + path, { method: 'POST', body, headers })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const register = async (metadata: object = {}) => {
    const response = await emulator.fetch(`${FAPI}/oauth/register`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        redirect_uris: [BACK],
        token_endpoint_auth_method: 'none',
        scope: 'openid profile email offline_access',
        grant_types: ['authorization_code'],
        ...metadata,
      }),
    })
    return { status: response.status, client: await response.json() }
  }
  const authorizeUrl = (clientId: string, more: Record<string, string> = {}) =>
    `${FAPI}/oauth/authorize?${new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: BACK,
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      state: 'xyz',
      ...more,
    })}`
  /** Follows the authorization through the sign-in page and the consent page. */
  const consent = async (url: string, consented = 'true') => {
    const signIn = await browser.visit(url)
    const ask = await browser.visit(signIn.url.href, { user_id: 'user_ada' })
    const form = Object.fromEntries(ask.url.searchParams)
    const action = `${FAPI}/v1/me/oauth/consent/${form.client_id}`
    const { url: back } = await browser.visit(action, { ...form, consented })
    return { signIn, ask, back }
  }
  const codeFor = async (clientId: string, more: Record<string, string> = {}) => {
    const { back } = await consent(authorizeUrl(clientId, more))
    return back.searchParams.get('code') ?? ''
  }
  const trade = (clientId: string, code: string, more: Record<string, string> = {}) =>
    post('/oauth/token', {
      grant_type: 'authorization_code',
      code,
      client_id: clientId,
      redirect_uri: BACK,
      code_verifier: VERIFIER,
      ...more,
    })
  return {
    emulator,
    ctx: emulator.strict,
    browser,
    post,
    register,
    authorizeUrl,
    consent,
    codeFor,
    trade,
  }
}

describe('an MCP client', () => {
  test('default: it registers, and gets tokens after sign-in and consent', async () => {
    const { emulator, ctx, register, consent, authorizeUrl, trade } = opened()
    const { client } = await register({ client_name: 'MCP <Inspector>' })
    expect(client).not.toHaveProperty('client_secret')
    const url = authorizeUrl(client.client_id, { scope: 'openid profile email', nonce: 'n-1' })
    const { signIn, ask, back } = await consent(url)
    expect(signIn.url.pathname).toBe('/sign-in')
    expect(ask.url.pathname).toBe('/oauth-consent')
    const page = await ask.response.text()
    expect(page).toContain('Allow MCP &lt;Inspector&gt;?')
    expect(back.origin + back.pathname).toBe(BACK)
    expect(back.searchParams.get('state')).toBe('xyz')
    expect(back.searchParams.get('iss')).toBe(FAPI)

    const { body, headers } = await trade(client.client_id, back.searchParams.get('code') ?? '')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 })
    expect(body).not.toHaveProperty('refresh_token')
    expect(await verifyOAuthAccessToken(ctx, { access_token: body.access_token })).toMatchObject({
      subject: 'user_ada',
      client_id: client.client_id,
      scopes: ['openid', 'profile', 'email'],
    })
    const keys = await (await emulator.fetch(`${FAPI}/.well-known/jwks.json`)).json()
    const { payload } = await jwtVerify(body.id_token, createLocalJWKSet(keys), {
      issuer: FAPI,
      audience: client.client_id,
      currentDate: new Date(emulator.clock.now()),
    })
    expect(payload).toMatchObject({ sub: 'user_ada', nonce: 'n-1', name: 'Ada King' })
  })

  test('behavior: the user may deny consent', async () => {
    const { register, consent, authorizeUrl } = opened()
    const { client } = await register()
    const { back } = await consent(authorizeUrl(client.client_id), 'false')
    expect(back.searchParams.get('error')).toBe('access_denied')
    expect(back.searchParams.get('state')).toBe('xyz')
    expect(back.searchParams.has('code')).toBe(false)
  })

  test('behavior: only the buttons of the consent page give consent, not the query', async () => {
    const { register, consent, authorizeUrl } = opened()
    const { client } = await register()
    const { ask } = await consent(authorizeUrl(client.client_id, { consented: 'true' }), 'false')
    expect((await ask.response.text()).match(/name="consented"/g)).toHaveLength(2)
  })

  test('error: a code verifier for an authorization without PKCE', async () => {
    const { emulator, consent, authorizeUrl, trade } = opened()
    const { client_id, client_secret = '' } = await createOAuthApplication(emulator.ctx, {
      name: 'Web',
      redirect_uris: [BACK],
    })
    const url = new URL(authorizeUrl(client_id, { state: 'long enough' }))
    url.searchParams.delete('code_challenge')
    url.searchParams.delete('code_challenge_method')
    const { back } = await consent(url.href)
    const code = back.searchParams.get('code') ?? ''
    const { status, body } = await trade(client_id, code, { client_secret })
    expect([status, body.error]).toEqual([400, 'invalid_grant'])
  })

  test('error: a resource that was not in the authorization request', async () => {
    const { register, codeFor, trade } = opened()
    const { client } = await register()
    const code = await codeFor(client.client_id)
    const { status, body } = await trade(client.client_id, code, { resource: RESOURCE })
    expect([status, body.error]).toEqual([400, 'invalid_target'])
  })

  test('behavior: an application that is no longer public needs its secret', async () => {
    const { emulator, post } = opened()
    const { ctx } = emulator
    const { id, client_id } = await createOAuthApplication(ctx, { name: 'Web', public: true })
    await updateOAuthApplication(ctx, id, { public: false })
    const { status } = await post('/oauth/token_info', { client_id, token: 'x' })
    expect(status).toBe(401)
  })

  test('behavior: with aud_claim_enabled, the aud of a token is the resource', async () => {
    for (const oauth_jwt_access_tokens of [false, true]) {
      const { ctx, register, codeFor, trade } = opened({
        aud_claim_enabled: true,
        oauth_jwt_access_tokens,
      })
      const { client } = await register()
      const code = await codeFor(client.client_id, { resource: RESOURCE })
      const { body } = await trade(client.client_id, code, { resource: RESOURCE })
      const token = await verifyOAuthAccessToken(ctx, { access_token: body.access_token })
      expect(token).toMatchObject({ aud: [RESOURCE] })
      if (!oauth_jwt_access_tokens) continue
      expect(decodeToken(body.access_token).payload).toMatchObject({ aud: [RESOURCE] })
    }
  })

  test('behavior: without aud_claim_enabled, a token has no aud', async () => {
    const { ctx, register, codeFor, trade } = opened()
    const { client } = await register()
    const code = await codeFor(client.client_id, { resource: RESOURCE })
    const { body } = await trade(client.client_id, code)
    const token = await verifyOAuthAccessToken(ctx, { access_token: body.access_token })
    expect(token).not.toHaveProperty('aud')
  })

  test('behavior: a refresh token is exchanged for new tokens once', async () => {
    const { register, codeFor, trade, post } = opened()
    const { client } = await register()
    const code = await codeFor(client.client_id, { scope: 'profile offline_access' })
    const first = (await trade(client.client_id, code)).body
    const refresh = (refresh_token: string, more = {}) =>
      post('/oauth/token', {
        grant_type: 'refresh_token',
        refresh_token,
        client_id: client.client_id,
        ...more,
      })
    expect((await refresh(first.refresh_token, { scope: 'email' })).body.error).toBe(
      'invalid_scope',
    )
    const second = (await refresh(first.refresh_token, { scope: 'profile' })).body
    expect(second).toMatchObject({ scope: 'profile' })
    expect(second.access_token).not.toBe(first.access_token)
    expect((await refresh(first.refresh_token)).body.error).toBe('invalid_grant')
    expect((await refresh(second.refresh_token)).status).toBe(200)
  })

  test('error: a second use of a code revokes its tokens', async () => {
    const { ctx, register, codeFor, trade } = opened()
    const { client } = await register()
    const code = await codeFor(client.client_id)
    const { body } = await trade(client.client_id, code)
    expect((await trade(client.client_id, code)).body.error).toBe('invalid_grant')
    expect(await verifyOAuthAccessToken(ctx, { access_token: body.access_token })).toMatchObject({
      revoked: true,
    })
  })

  test('behavior: only one of two concurrent requests with a code gets tokens', async () => {
    const { register, codeFor, trade } = opened()
    const { client } = await register()
    const code = await codeFor(client.client_id)
    const both = await Promise.all([trade(client.client_id, code), trade(client.client_id, code)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 400])
  })

  test.each([
    ['no code verifier', { code_verifier: '' }, 'invalid_grant'],
    ['another code verifier', { code_verifier: `${VERIFIER}x` }, 'invalid_grant'],
    ['another redirect', { redirect_uri: 'http://127.0.0.1:5173/other' }, 'invalid_grant'],
    ['another code', { code: 'none' }, 'invalid_grant'],
    ['another resource', { resource: 'https://other.example/' }, 'invalid_target'],
    ['a resource that is not a URL', { resource: 'mcp' }, 'invalid_target'],
    ['another grant type', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['no code', { code: '' }, 'invalid_request'],
  ])('error: %s', async (_, more, error) => {
    const { register, codeFor, trade } = opened()
    const { client } = await register()
    const code = await codeFor(client.client_id, { resource: RESOURCE })
    const answer = await trade(client.client_id, code, more as Record<string, string>)
    expect(answer).toMatchObject({ status: 400, body: { error } })
    expect(answer.body.error_description).toEqual(expect.any(String))
  })

  test('error: an expired code, and a code of another client', async () => {
    const { emulator, register, codeFor, trade } = opened()
    const { client } = await register()
    const { client: other } = await register()
    const code = await codeFor(client.client_id)
    expect((await trade(other.client_id, code)).body.error).toBe('invalid_grant')
    emulator.clock.advance('10m')
    expect((await trade(client.client_id, code)).body.error).toBe('invalid_grant')
  })

  test('behavior: grants are deleted with the user and with the client', async () => {
    const { ctx, emulator, register, codeFor } = opened()
    const { client } = await register()
    await codeFor(client.client_id)
    const grants = () => emulator.snapshot().data.oauthGrants as unknown[]
    expect(grants()).toHaveLength(1)
    const [application] = emulator.snapshot().data.oauthApplications as { id: string }[]
    await deleteOAuthApplication(ctx, application?.id ?? '')
    expect(grants()).toHaveLength(0)
    const { client: another } = await register()
    await codeFor(another.client_id)
    await deleteUser(ctx, 'user_ada')
    expect(grants()).toHaveLength(0)
  })
})

describe('GET /oauth/authorize', () => {
  test.each([
    ['no PKCE for a public client', { code_challenge: '' }, 'invalid_request'],
    ['a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
    ['a scope that the client does not have', { scope: 'private_metadata' }, 'invalid_scope'],
    ['a resource with a fragment', { resource: `${RESOURCE}#a` }, 'invalid_target'],
    ['a signed-out browser with prompt=none', { prompt: 'none' }, 'login_required'],
  ])('error: %s redirects to the client with an error', async (_, more, error) => {
    const { browser, register, authorizeUrl } = opened()
    const { client } = await register()
    const { url } = await browser.visit(
      authorizeUrl(client.client_id, more as Record<string, string>),
    )
    expect(url.origin + url.pathname).toBe(BACK)
    expect(url.searchParams.get('error')).toBe(error)
    expect(url.searchParams.get('state')).toBe('xyz')
  })

  test.each([
    ['an unknown client', 'none', BACK],
    ['a redirect that is not registered', '', 'https://evil.example/callback'],
    ['a redirect below a registered one', '', `${BACK}/more`],
  ])('error: %s is refused without a redirect', async (_, id, redirect_uri) => {
    const { browser, register, authorizeUrl } = opened()
    const { client } = await register()
    const url = authorizeUrl(id || client.client_id, { redirect_uri })
    const { response, hops } = await browser.visit(url)
    expect(response.status).toBe(400)
    expect(hops).toHaveLength(1)
  })

  test('behavior: an application without a consent screen gets its code at once', async () => {
    const { emulator, browser, authorizeUrl } = opened(
      {},
      {
        oauthApplications: [
          {
            name: 'Own',
            client_id: 'own',
            client_secret: 'secret',
            redirect_uris: [BACK],
            consent_screen_enabled: false,
          },
        ],
      },
    )
    const { url: signIn } = await browser.visit(authorizeUrl('own'))
    const { url } = await browser.visit(signIn.href, { user_id: 'user_ada' })
    expect(url.searchParams.get('code')).toEqual(expect.any(String))
    const again = await browser.visit(authorizeUrl('own', { prompt: 'none' }))
    expect(again.url.searchParams.get('code')).toEqual(expect.any(String))
    const asked = await browser.visit(authorizeUrl('own', { prompt: 'none consent' }))
    expect(asked.url.searchParams.get('error')).toBe('consent_required')
    const relogin = await browser.visit(authorizeUrl('own', { prompt: 'login' }))
    expect(relogin.url.pathname).toBe('/sign-in')
    expect(emulator.requests.length).toBeGreaterThan(0)
  })
})

describe('clients', () => {
  const confidential = {
    oauthApplications: [
      { name: 'Web', client_id: 'web', client_secret: 's3:cret', redirect_uris: [BACK] },
    ],
  }

  test('behavior: a secret may be sent by HTTP Basic or in the form', async () => {
    const { post } = opened({}, confidential)
    const form = { token: 'none' }
    const basic = { authorization: `Basic ${btoa('web:s3%3Acret')}` }
    expect((await post('/oauth/token_info', form, basic)).body).toEqual({ active: false })
    const inForm = { ...form, client_id: 'web', client_secret: 's3:cret' }
    expect((await post('/oauth/token_info', inForm)).body).toEqual({ active: false })
  })

  test.each([
    ['no client', {}, {}],
    ['an unknown client', { client_id: 'none' }, {}],
    ['no secret', { client_id: 'web' }, {}],
    ['a wrong secret', { client_id: 'web', client_secret: 'no' }, {}],
    ['a malformed header', {}, { authorization: 'Basic %%%' }],
  ])('error: %s', async (_, form, headers) => {
    const { post } = opened({}, confidential)
    const answer = await post('/oauth/token', { grant_type: 'refresh_token', ...form }, headers)
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } })
    expect(answer.headers.get('www-authenticate')).toContain('Basic')
    expect(JSON.stringify(answer.body)).not.toContain('cret:')
  })

  test('behavior: the metadata contains the registration endpoint if registration is enabled', async () => {
    const read = async (open: boolean) => {
      const { emulator } = opened({ dynamic_oauth_client_registration: open })
      const url = `${FAPI}/.well-known/oauth-authorization-server`
      return (await emulator.fetch(url)).json()
    }
    expect(await read(true)).toMatchObject({ registration_endpoint: `${FAPI}/oauth/register` })
    expect(await read(false)).not.toHaveProperty('registration_endpoint')
  })

  test.each([
    [{ redirect_uris: [] }, 'invalid_redirect_uri'],
    [{ redirect_uris: ['javascript:alert(1)'] }, 'invalid_redirect_uri'],
    [{ redirect_uris: ['http://evil.example/'] }, 'invalid_redirect_uri'],
    [{ redirect_uris: [`${BACK}#fragment`] }, 'invalid_redirect_uri'],
    [{ token_endpoint_auth_method: 'private_key_jwt' }, 'invalid_client_metadata'],
    [{ scope: 'everything' }, 'invalid_client_metadata'],
  ])('error: a registration with %j', async (metadata, error) => {
    const { register } = opened()
    const { status, client } = await register(metadata)
    expect(status).toBe(400)
    expect(client.error).toBe(error)
  })

  test('behavior: custom schemes, loopback URLs and https URLs are allowed as redirects', async () => {
    const { register } = opened()
    const redirect_uris = ['cursor://callback', 'http://[::1]:3000/', 'https://app.example/back']
    expect((await register({ redirect_uris })).client.redirect_uris).toEqual(redirect_uris)
    const { client } = await register({ token_endpoint_auth_method: undefined })
    expect(client).toMatchObject({
      client_secret: expect.any(String),
      token_endpoint_auth_method: 'client_secret_basic',
    })
  })

  test('error: a disabled registration names the setting that enables it', async () => {
    const { register } = opened({ dynamic_oauth_client_registration: false })
    const { status, client } = await register()
    expect(status).toBe(422)
    expect(client.error_description).toContain('dynamic_oauth_client_registration')
  })
})
