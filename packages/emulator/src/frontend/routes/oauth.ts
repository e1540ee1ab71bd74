import type { KnownOAuthAccessToken } from 'clerklet'
import { type Context, Hono } from 'hono'
import { entry, Refusal } from '../../core/errors.ts'
import { signJwt } from '../../core/jwt.ts'
import { readJson } from '../../core/params.ts'
import { userOf } from '../../identity/index.ts'
import {
  applicationWith,
  type GrantedTokens,
  grantOf,
  OAuthError,
  readAccessToken,
  readResources,
  redeemCode,
  refreshGrant,
  registerClient,
  revokeToken,
} from '../../machines/index.ts'
import type { State } from '../../state.ts'
import { publicOrigin } from '../answers.ts'
import { authorize } from '../authorizations.ts'
import { claimsOf } from '../oauthClaims.ts'
import { authenticateClient } from '../oauthClients.ts'

/** `/oauth`: the instance as an authorization server for clients, such as those of MCP servers. */
export function oauth(state: State): Hono {
  const app = new Hono()
  app.onError((error, c) => {
    if (!(error instanceof OAuthError)) throw error
    return refuse(c, error)
  })

  app.get('/authorize', (c) => authorize(state, c, new URL(c.req.url).searchParams))
  app.post('/authorize', async (c) => authorize(state, c, await readParams(c)))

  app.post('/register', async (c) => {
    const metadata = await readJson(c)
    const { application, secret, authMethod } = registerClient(state, metadata)
    return c.json(
      {
        client_id: application.client_id,
        ...(secret !== undefined && { client_secret: secret }),
        client_id_issued_at: Math.floor(application.created_at / 1000),
        client_secret_expires_at: 0,
        client_name: application.name,
        redirect_uris: application.redirect_uris ?? [],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        scope: application.scopes,
        token_endpoint_auth_method: authMethod,
      },
      201,
    )
  })

  app.post('/token', async (c) => {
    const form = await readParams(c)
    const application = authenticateClient(state, c, form)
    const resources = readResources(form)
    const type = form.get('grant_type')
    if (type === 'authorization_code') {
      const code = needed(form, 'code')
      const redirectUri = form.get('redirect_uri') ?? undefined
      const verifier = form.get('code_verifier') ?? undefined
      const params = { code, redirectUri, verifier, resources }
      return sendTokens(c, await redeemCode(state, application, params))
    }
    if (type === 'refresh_token') {
      const refreshToken = needed(form, 'refresh_token')
      const scope = form.get('scope') ?? undefined
      const params = { refreshToken, scope, resources }
      return sendTokens(c, await refreshGrant(state, application, params))
    }
    throw new OAuthError(
      'unsupported_grant_type',
      'grant_type must be authorization_code or refresh_token.',
    )
  })

  app.post('/token_info', async (c) => {
    const form = await readParams(c)
    authenticateClient(state, c, form)
    const presented = needed(form, 'token')
    const grant = grantOf(state, presented)
    if (grant) {
      return c.json({
        active: true,
        client_id: grant.client_id,
        iat: Math.floor(grant.created_at / 1000),
        scope: grant.scopes.join(' '),
        sub: grant.user_id,
      })
    }
    const token = await activeToken(presented)
    if (!token) return c.json({ active: false })
    return c.json({
      active: true,
      client_id: token.client_id,
      iat: token.created_at,
      scope: token.scopes.join(' '),
      sub: token.subject,
    })
  })

  app.post('/token/revoke', async (c) => {
    const form = await readParams(c)
    revokeToken(state, authenticateClient(state, c, form), needed(form, 'token'))
    return c.body(null, 200)
  })

  app.on(['GET', 'POST'], '/userinfo', async (c) => {
    const [, presented = ''] = /^bearer\s+(\S+)$/i.exec(c.req.header('authorization') ?? '') ?? []
    const token = await activeToken(presented)
    if (!token) {
      throw new Refusal(
        401,
        entry(
          'authentication_invalid',
          'Invalid authentication',
          'The access token is missing, unknown, expired or revoked.',
        ),
        { 'www-authenticate': 'Bearer error="invalid_token"' },
      )
    }
    const user = userOf(state, token.subject)
    return c.json({
      object: 'oauth_user_info',
      instance_id: state.instance.id,
      user_id: user.id,
      sub: user.id,
      ...claimsOf(user, token.scopes),
    })
  })

  async function activeToken(presented: string): Promise<KnownOAuthAccessToken | undefined> {
    const token = await readAccessToken(state, presented)
    if (!token || 'active' in token || token.revoked || token.expired) return undefined
    return applicationWith(state, token.client_id) ? token : undefined
  }

  async function sendTokens(c: Context, tokens: GrantedTokens): Promise<Response> {
    const { grant, scopes, refreshToken } = tokens
    const idToken = scopes.includes('openid') ? await signIdToken(c, tokens) : undefined
    c.header('cache-control', 'no-store')
    return c.json({
      access_token: tokens.accessToken,
      token_type: 'Bearer',
      expires_in: tokens.expiresIn,
      ...(refreshToken !== undefined && { refresh_token: refreshToken }),
      scope: (scopes.length ? scopes : grant.scopes).join(' '),
      ...(idToken !== undefined && { id_token: idToken }),
    })
  }

  /** Signs an ID token (OpenID Connect Core §2). The audience is the client, and the issuer is the `issuer` of the metadata. */
  function signIdToken(c: Context, { grant, scopes, expiresIn }: GrantedTokens): Promise<string> {
    const now = Math.floor(state.clock.now() / 1000)
    const claims = {
      iss: publicOrigin(c),
      sub: grant.user_id,
      aud: grant.client_id,
      iat: now,
      exp: now + expiresIn,
      ...(grant.nonce !== null && { nonce: grant.nonce }),
      ...claimsOf(userOf(state, grant.user_id), scopes),
    }
    return signJwt(state, claims, { typ: 'JWT' })
  }
  return app
}

async function readParams(c: Context): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text())
}

function needed(form: URLSearchParams, name: string): string {
  const value = form.get(name)
  if (!value) throw new OAuthError('invalid_request', `${name} must be included.`)
  return value
}

function refuse(c: Context, { error, message, status }: OAuthError): Response {
  c.header('cache-control', 'no-store')
  if (status === 401) {
    c.header('www-authenticate', `Basic error="${error}"`)
  }
  return c.json({ error, error_description: message }, status)
}
