import {
  createOrganizationInvitation,
  createSignInToken,
  getUser,
  listDomains,
  updatePhoneNumber,
} from 'clerklet'
import type { Emulator } from 'clerklet-emulator'
import { beforeAll, describe, expect, test } from 'vitest'
import { totpCode } from '#emulator/identity/totp.ts'
import { emulate } from '#fixtures/emulator.ts'
import { lastCode, openPage } from '#fixtures/page.ts'
import { frontendSimplified } from './frontendSimplified.ts'
import { checkFrontendAnswer } from './support/frontendAnswers.ts'
import { frontendOperations } from './support/frontendSupported.ts'

const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const PASSWORD = 'analytical'
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'

/** The operations that have succeeded. Each of their responses has been compared with the specification. */
const succeeded = new Set<string>()

function heard(operation: string | undefined, status: number): void {
  if (operation && status < 400) succeeded.add(operation)
}

function world() {
  const emulator = emulate({
    seed: {
      users: [
        {
          id: 'user_ada',
          username: 'adaking',
          email_address: ['ada@example.com'],
          phone_number: ['+14155551234'],
          password: PASSWORD,
        },
        {
          id: 'user_alan',
          username: 'turing',
          phone_number: ['+14155551235'],
          password: PASSWORD,
          totp_secret: SECRET,
        },
      ],
      organizations: [{ id: 'org_acme', name: 'Acme', created_by: 'user_ada' }],
      jwtTemplates: [{ name: 'hasura', claims: {} }],
      settings: { oauth_applications: { dynamic_oauth_client_registration: true } },
    },
  })
  const open = (as?: string) => openPage(emulator, { heard, ...(as !== undefined && { as }) })
  return { emulator, ctx: emulator.strict, open }
}

function image(): FormData {
  const form = new FormData()
  form.append('file', new Blob(['png'], { type: 'image/png' }), 'image.png')
  return form
}

/** Sends a request without following redirects, and compares the response with the specification. */
async function ask(emulator: Emulator, method: string, path: string, init: RequestInit = {}) {
  const url = new URL(path, `https://${emulator.instance.frontendApi}`)
  const answer = await emulator.fetch(url, { method, redirect: 'manual', ...init })
  const isJson = answer.headers.get('content-type')?.includes('json')
  const body = isJson ? await answer.json() : undefined
  const { status } = answer
  heard(checkFrontendAnswer({ method, path: url.pathname, status, body }), status)
  return { body, headers: answer.headers }
}

describe('the supported operations agree with the specification', () => {
  test('behavior: the first requests of a browser', async () => {
    const { open, emulator, ctx } = world()
    for (const path of ['jwks.json', 'openid-configuration', 'oauth-authorization-server']) {
      await ask(emulator, 'GET', `/.well-known/${path}`)
    }
    await ask(emulator, 'GET', '/v1/health')
    const { data } = await listDomains(ctx)
    await ask(emulator, 'GET', `/v1/proxy-health?domain_id=${data[0]?.id}`, {
      headers: {
        'clerk-proxy-url': 'https://app.example.com/__clerk',
        'clerk-secret-key': emulator.ctx.secretKey,
        'x-forwarded-for': '127.0.0.1',
      },
    })
    await ask(emulator, 'POST', '/v1/dev_browser')
    await ask(emulator, 'GET', '/v1/client/handshake?redirect_url=https://app.example.com')
    const page = await open()
    await page.call('GET', '/environment')
    await page.call('PATCH', '/environment', { origin: 'https://app.example.com' })
    for (const method of ['PUT', 'POST', 'GET', 'DELETE']) await page.call(method, '/client')
  })

  test('behavior: sign-ups, sign-ins, tickets and the waitlist', async () => {
    const { open, emulator, ctx } = world()
    const page = await open()
    const signUp = await page.post('/sign_ups', { email_address: 'new@example.com' })
    const path = `/sign_ups/${signUp.response.id}`
    await page.patch(path, { first_name: 'New' })
    await page.get(path)
    await page.post(`${path}/prepare_verification`, { strategy: 'email_code' })
    await page.post(`${path}/attempt_verification`, {
      strategy: 'email_code',
      code: lastCode(emulator),
    })
    await page.call('DELETE', '/client/sessions')

    const signIn = await page.post('/sign_ins', { identifier: 'adaking' })
    const own = `/sign_ins/${signIn.response.id}`
    await page.get(own)
    const reset = { strategy: 'reset_password_email_code' }
    await page.post(`${own}/prepare_first_factor`, reset)
    await page.post(`${own}/attempt_first_factor`, { ...reset, code: lastCode(emulator) })
    const done = await page.post(`${own}/reset_password`, { password: 'difference engine' })
    expect(done.response).toMatchObject({ status: 'complete' })

    const other = await open()
    const { token } = await createSignInToken(ctx, { user_id: 'user_ada' })
    await other.post('/sign_ins', { strategy: 'ticket', ticket: token ?? '' })
    const invited = await createOrganizationInvitation(ctx, 'org_acme', {
      email_address: 'guest@example.com',
      role: 'org:member',
    })
    await ask(emulator, 'GET', `/v1/tickets/accept?ticket=${invited.id}`)
    emulator.seed({ settings: { sign_up: { mode: 'waitlist' } } })
    await other.call('POST', '/waitlist', { email_address: 'late@example.com' })
  })

  test('behavior: a second factor, and the reverification of a session', async () => {
    const { open, emulator } = world()
    const page = await open('user_alan')
    const [{ id }] = (await page.get()).response.sessions as [{ id: string }]
    const path = `/sessions/${id}/verify`
    await page.post(path, { level: 'multi_factor' })
    await page.post(`${path}/prepare_first_factor`, { strategy: 'phone_code' })
    await page.post(`${path}/attempt_first_factor`, {
      strategy: 'phone_code',
      code: lastCode(emulator),
    })
    const code = await totpCode(SECRET, emulator.clock.now())
    await page.post(`${path}/attempt_second_factor`, { strategy: 'totp', code })
  })

  test('behavior: codes by text message as the second factor', async () => {
    const { open, emulator, ctx } = world()
    const { phone_numbers } = await getUser(ctx, 'user_alan')
    await updatePhoneNumber(ctx, phone_numbers[0]?.id ?? '', { reserved_for_second_factor: true })
    const page = await open()
    const signIn = { identifier: 'turing', password: PASSWORD }
    const { response } = await page.post('/sign_ins', signIn)
    expect(response).toMatchObject({ status: 'needs_second_factor' })
    const path = `/sign_ins/${response.id}`
    const strategy = 'phone_code'
    await page.post(`${path}/prepare_second_factor`, { strategy })
    const form = { strategy, code: lastCode(emulator) }
    const done = await page.post(`${path}/attempt_second_factor`, form)
    expect(done.response).toMatchObject({ status: 'complete' })

    emulator.clock.advance('1m')
    const verify = `/sessions/${done.response.created_session_id}/verify`
    await page.post(verify, { level: 'second_factor' })
    await page.post(`${verify}/prepare_second_factor`, { strategy })
  })

  test('behavior: sessions', async () => {
    const { open, emulator } = world()
    const page = await open('user_ada')
    const [{ id }] = (await page.get()).response.sessions as [{ id: string }]
    const path = `/sessions/${id}`
    await page.get(path)
    await page.post(`${path}/touch`, { active_organization_id: 'org_acme' })
    await page.post(`${path}/tokens`)
    await page.post(`${path}/tokens/hasura`)
    await page.call('GET', '/me/sessions')
    await page.call('GET', '/me/sessions/active')
    const { session } = await emulator.signIn('user_ada')
    await page.call('POST', `/me/sessions/${session.id}/revoke`)
    await page.post(`${path}/end`)
    const other = await open('user_ada')
    const [{ id: second }] = (await other.get()).response.sessions as [{ id: string }]
    await other.post(`/sessions/${second}/remove`)
  })

  test('behavior: the user', async () => {
    const { open } = world()
    const page = await open('user_ada')
    await page.call('GET', '/me')
    await page.call('PATCH', '/me', { first_name: 'Ada' })
    await page.call('PATCH', '/me/metadata', { unsafe_metadata: '{"theme":"dark"}' })
    await page.call('POST', '/me/profile_image', image())
    await page.call('DELETE', '/me/profile_image')
    for (const path of ['/me/email_addresses', '/me/phone_numbers']) {
      const { response } = await page.call('GET', path)
      const [{ id }] = response as unknown as [{ id: string }]
      await page.call('GET', `${path}/${id}`)
    }
    const password = 'difference engine'
    const form = { current_password: PASSWORD, new_password: password }
    await page.call('POST', '/me/change_password', form)
    await page.call('POST', '/me/remove_password', { current_password: password })
    await page.call('DELETE', '/me')
  })

  test('behavior: organizations', async () => {
    const { emulator, open, ctx } = world()
    const page = await open('user_ada')
    const { response } = await page.call('POST', '/organizations', { name: 'New' })
    const path = `/organizations/${response.id}`
    await page.call('GET', path)
    await page.call('PATCH', path, { name: 'Newer' })
    await page.call('PUT', `${path}/logo`, image())
    await page.call('DELETE', `${path}/logo`)
    for (const name of ['memberships', 'domains', 'membership_requests', 'roles', 'invitations']) {
      await page.call('GET', `${path}/${name}`)
    }
    const form = { email_address: 'one@example.com', role: 'org:member' }
    const invited = await page.call('POST', `${path}/invitations`, form)
    await page.call('GET', `${path}/invitations/pending`)
    await page.call('POST', `${path}/invitations/${invited.response.id}/revoke`)
    const addresses = ['two@example.com', 'three@example.com']
    await page.call('POST', `${path}/invitations/bulk`, { ...form, email_address: addresses })
    for (const name of ['memberships', 'invitations', 'suggestions']) {
      await page.call('GET', `/me/organization_${name}`)
    }
    emulator.seed({ users: [{ id: 'user_guest', email_address: ['guest@example.com'] }] })
    const guest = { email_address: 'guest@example.com', role: 'org:member' }
    const { id } = await createOrganizationInvitation(ctx, 'org_acme', guest)
    const other = await open('user_guest')
    await other.call('POST', `/me/organization_invitations/${id}/accept`)
    await other.call('DELETE', '/me/organization_memberships/org_acme')
  })

  test('behavior: OAuth', async () => {
    const { emulator } = world()
    const { cookieHeaders } = await emulator.signIn('user_ada')
    const form = (fields: Record<string, string>) => ({ body: new URLSearchParams(fields) })
    const redirect_uri = 'http://127.0.0.1:5173/callback'
    const { body: client } = await ask(emulator, 'POST', '/oauth/register', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        redirect_uris: [redirect_uri],
        token_endpoint_auth_method: 'none',
        scope: 'openid profile offline_access',
      }),
    })
    const { client_id } = client
    const params = {
      response_type: 'code',
      client_id,
      redirect_uri,
      scope: 'openid profile offline_access',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    }
    const signedIn = { headers: cookieHeaders }
    await ask(emulator, 'GET', `/oauth/authorize?${new URLSearchParams(params)}`, signedIn)
    await ask(emulator, 'POST', '/oauth/authorize', { ...signedIn, ...form(params) })
    const consent = `/v1/me/oauth/consent/${client_id}`
    await ask(emulator, 'GET', consent, signedIn)
    const { headers } = await ask(emulator, 'POST', consent, {
      ...signedIn,
      ...form({ ...params, consented: 'true' }),
    })
    const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? ''
    const { body: tokens } = await ask(
      emulator,
      'POST',
      '/oauth/token',
      form({
        grant_type: 'authorization_code',
        client_id,
        redirect_uri,
        code,
        code_verifier: VERIFIER,
      }),
    )
    const token = tokens.access_token
    for (const method of ['GET', 'POST']) {
      const headers = { authorization: `Bearer ${token}` }
      await ask(emulator, method, '/oauth/userinfo', { headers })
    }
    await ask(emulator, 'POST', '/oauth/token_info', form({ client_id, token }))
    await ask(emulator, 'POST', '/oauth/token/revoke', form({ client_id, token }))
  })
})

describe('the list of operations', () => {
  let operations: Map<string, boolean>
  beforeAll(async () => {
    operations = await frontendOperations()
  })

  test('behavior: the operations that have succeeded here are exactly the supported ones', () => {
    const answered = [...operations].filter(([, isAnswered]) => isAnswered).map(([name]) => name)
    expect([...succeeded].sort()).toEqual(answered.sort())
  })

  test('behavior: each entry in frontendSimplified.ts names a supported operation', () => {
    const named = Object.keys(frontendSimplified)
    expect(named.filter((name) => !operations.get(name))).toEqual([])
  })
})
