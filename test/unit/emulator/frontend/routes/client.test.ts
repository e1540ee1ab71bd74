import { getOrganization, getSession, getUser, mergeUserMetadata, type Session } from 'clerklet'
import { decodeToken, verifyToken } from 'clerklet/verify'
import { expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'

const FAPI = 'http://localhost:4010'
const APP = 'http://localhost:8787'
const seed = { users: [{ id: 'user_ada', username: 'ada' }] }

/** Signs a user in. `call` calls the Frontend API from a page of the application in the browser of this user. */
async function signedIn() {
  const emulator = emulate({ seed })
  const { session, cookieHeaders } = await emulator.signIn('user_ada')
  const call = async (method: string, path: string, form?: Record<string, string>) => {
    const response = await emulator.fetch(`${FAPI}/v1${path}`, {
      method,
      headers: { ...cookieHeaders, origin: APP },
      ...(form && { body: new URLSearchParams(form) }),
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  return { emulator, session, call }
}

test('behavior: the client has the signed-in user, with a token for the origin of the page', async () => {
  const { emulator, session, call } = await signedIn()
  const { body, headers } = await call('GET', '/client')
  expect(headers.get('access-control-allow-origin')).toBe(APP)
  expect(headers.get('access-control-allow-credentials')).toBe('true')
  const [own] = body.response.sessions
  expect(own).toMatchObject({ id: session.id, user: { id: 'user_ada' } })
  expect(await verifyToken(emulator.ctx, own.last_active_token.jwt)).toMatchObject({ azp: APP })
})

// Browsers send no `Origin` with a GET request to the host of the page. A request without `Origin` therefore comes from a page
// on the host of the proxy.
test('behavior: behind a proxy, tokens are for the host of the proxy, unless the request has an origin', async () => {
  const emulator = emulate({ seed })
  const { cookieHeaders } = await emulator.signIn('user_ada')
  const claims = async (headers: Record<string, string>) => {
    const answer = await emulator.fetch(`${FAPI}/v1/client`, {
      headers: { ...cookieHeaders, ...headers },
    })
    const { response } = await answer.json()
    return decodeToken(response.sessions[0].last_active_token.jwt).payload
  }
  const proxy = { 'clerk-proxy-url': `${APP}/__clerk` }
  expect(await claims(proxy)).toMatchObject({ azp: APP })
  expect(await claims({ ...proxy, origin: 'http://localhost:3000' })).toMatchObject({
    azp: 'http://localhost:3000',
  })
  for (const malformed of ['', '/__clerk', 'javascript:alert(1)']) {
    expect(await claims({ 'clerk-proxy-url': malformed })).not.toHaveProperty('azp')
  }
})

test('behavior: a session has all fields that components read, and no private ones', async () => {
  const { emulator, call } = await signedIn()
  emulator.seed({
    organizations: [
      {
        id: 'org_acme',
        name: 'Acme',
        created_by: 'user_ada',
        public_metadata: { tier: 'gold' },
        private_metadata: { secret: 'of Acme' },
      },
    ],
  })
  await mergeUserMetadata(emulator.strict, 'user_ada', { private_metadata: { secret: 'of Ada' } })
  emulator.clock.advance('5m')
  const { body } = await call('GET', '/client')
  const [session] = body.response.sessions
  expect(session).toMatchObject({
    public_user_data: { user_id: 'user_ada', identifier: 'ada', has_image: false },
    factor_verification_age: [5, -1],
    user: {
      id: 'user_ada',
      organization_memberships: [
        {
          role: 'org:admin',
          permissions: expect.arrayContaining(['org:sys_profile:manage']),
          organization: {
            id: 'org_acme',
            members_count: 1,
            pending_invitations_count: 0,
            public_metadata: { tier: 'gold' },
          },
        },
      ],
    },
  })
  expect(decodeToken(session.last_active_token.jwt).payload).toMatchObject({ fva: [5, -1] })
  expect(JSON.stringify(body)).not.toContain('secret')
  const { body: one } = await call('GET', `/client/sessions/${session.id}`)
  expect(one.response).toMatchObject({ id: session.id, user: { id: 'user_ada' } })
})

test('behavior: an unknown browser has no client until it creates one', async () => {
  const { fetch } = emulate()
  const browser = await (await fetch(`${FAPI}/v1/dev_browser`, { method: 'POST' })).json()
  const address = `${FAPI}/v1/client?__clerk_db_jwt=${browser.id}`
  expect(await (await fetch(address)).json()).toEqual({ response: null, client: null })
  const made = await (await fetch(address, { method: 'POST' })).json()
  expect(made.response).toMatchObject({ object: 'client', sessions: [] })
  expect((await (await fetch(address)).json()).response.id).toBe(made.response.id)
})

test('behavior: a token is valid for 60 seconds, and is for the origin of the page', async () => {
  const { emulator, session, call } = await signedIn()
  const { body } = await call('POST', `/client/sessions/${session.id}/tokens`)
  expect(body).toMatchObject({ object: 'token' })
  const claims = await verifyToken(emulator.ctx, body.jwt)
  expect(claims).toMatchObject({ sid: session.id, azp: APP })
  expect(claims.exp - (claims.iat ?? 0)).toBe(60)
})

test('behavior: a token of a template is issued, and an unknown template is refused', async () => {
  const { emulator, session, call } = await signedIn()
  emulator.seed({ jwtTemplates: [{ name: 'hasura', claims: { who: '{{user.username}}' } }] })
  const { body } = await call('POST', `/client/sessions/${session.id}/tokens/hasura`)
  expect(decodeToken(body.jwt)).toMatchObject({
    header: { cat: 'cl_B7d4PD222AAA' },
    payload: { sub: 'user_ada', who: 'ada' },
  })
  const none = await call('POST', `/client/sessions/${session.id}/tokens/none`)
  expect(none.status).toBe(404)
})

test('behavior: a touch or a token of a session updates last_active_at of session, user and organization', async () => {
  const { emulator, session, call } = await signedIn()
  emulator.seed({
    organizations: [{ id: 'org_acme', name: 'Acme', created_by: 'user_ada' }],
  })
  const active = async () => {
    const { last_active_at: atOrganization } = await getOrganization(emulator.strict, 'org_acme')
    const { last_active_at: asUser } = await getUser(emulator.strict, 'user_ada')
    const { last_active_at: inSession } = await getSession(emulator.strict, session.id)
    return { atOrganization, asUser, inSession }
  }
  expect(await active()).toEqual({ atOrganization: undefined, asUser: NOON, inSession: NOON })
  emulator.clock.advance('5m')
  const form = { active_organization_id: 'org_acme' }
  await call('POST', `/client/sessions/${session.id}/touch`, form)
  const at = (time: number) => ({ atOrganization: time, asUser: time, inSession: time })
  expect(await active()).toEqual(at(NOON + 300_000))
  emulator.clock.advance('5m')
  await call('POST', `/client/sessions/${session.id}/tokens`)
  expect(await active()).toEqual(at(NOON + 600_000))
})

test('behavior: a touch activates an organization by id or slug, or none with an empty string', async () => {
  const { emulator, session, call } = await signedIn()
  emulator.seed({
    organizations: [{ id: 'org_acme', name: 'Acme', slug: 'acme', created_by: 'user_ada' }],
  })
  const activate = async (active_organization_id: string) => {
    const form = { active_organization_id }
    const { body } = await call('POST', `/client/sessions/${session.id}/touch`, form)
    return body.response.last_active_organization_id
  }
  expect(await activate('acme')).toBe('org_acme')
  expect(await activate('')).toBe(null)
  expect(await activate('org_acme')).toBe('org_acme')
})

test.each([
  ['is not a member of', 'org_other'],
  ['is not a member of, by slug', 'other'],
  ['cannot find, because it does not exist', 'org_none'],
])('error: an organization that the user %s', async (_, organization) => {
  const { emulator, session, call } = await signedIn()
  emulator.seed({
    users: [{ id: 'user_eve', username: 'eve' }],
    organizations: [
      { id: 'org_acme', name: 'Acme', created_by: 'user_ada' },
      { id: 'org_other', name: 'Other', slug: 'other', created_by: 'user_eve' },
    ],
  })
  const path = `/client/sessions/${session.id}`
  await call('POST', `${path}/touch`, { active_organization_id: 'org_acme' })
  const refused = organization === 'org_none' ? 404 : 403
  const code = organization === 'org_none' ? 'resource_not_found' : 'not_a_member_in_organization'
  for (const [action, form] of [
    ['touch', { active_organization_id: organization }],
    ['tokens', { organization_id: organization }],
  ] as const) {
    const { status, body } = await call('POST', `${path}/${action}`, form)
    expect(status).toBe(refused)
    expect(body.errors).toMatchObject([{ code }])
  }
  const { body } = await call('GET', path)
  expect(body.response).toMatchObject({ last_active_organization_id: 'org_acme' })
})

test('behavior: a touch updates last_active_at', async () => {
  const { emulator, session, call } = await signedIn()
  emulator.clock.advance('1h')
  const { body } = await call('POST', `/client/sessions/${session.id}/touch`, {})
  expect(body.response).toMatchObject({ last_active_at: emulator.clock.now() })
})

test.each([
  ['POST', 'end', 'ended'],
  ['POST', 'remove', 'removed'],
])('behavior: %s …/%s ends the session', async (method, action, status) => {
  const { session, call } = await signedIn()
  const { body } = await call(method, `/client/sessions/${session.id}/${action}`)
  expect(body.response).toMatchObject({ id: session.id, status })
  expect(body.client).toMatchObject({ last_active_session_id: null, sessions: [] })
  expect(await call('POST', `/client/sessions/${session.id}/tokens`)).toMatchObject({ status: 404 })
})

test.each([
  ['DELETE', '/client/sessions'],
  ['DELETE', '/client'],
  ['POST', '/client/sessions?_method=DELETE'],
  ['POST', '/client?_method=DELETE'],
])('behavior: %s %s signs out of all sessions', async (method, path) => {
  const { call } = await signedIn()
  expect((await call(method, path)).body.response).toMatchObject({ sessions: [] })
})

test('error: the session of another browser is not found', async () => {
  const { emulator, call } = await signedIn()
  const { session } = await emulator.signIn('user_ada')
  for (const action of ['touch', 'tokens', 'end', 'remove']) {
    const { status, body } = await call('POST', `/client/sessions/${session.id}/${action}`)
    expect(status).toBe(404)
    expect(body.errors).toMatchObject([{ code: 'resource_not_found' }])
  }
  const { data } = (await (
    await emulator.fetch(`${FAPI}/v1/sessions?user_id=user_ada&paginated=true`, {
      headers: { authorization: `Bearer ${emulator.ctx.secretKey}` },
    })
  ).json()) as { data: Session[] }
  expect(data.map(({ status }) => status)).toEqual(['active', 'active'])
})

test('behavior: the JWKS and the environment are public', async () => {
  const { fetch, instance } = emulate()
  const keys = await (await fetch(`${FAPI}/.well-known/jwks.json`)).json()
  expect(keys).toMatchObject({ keys: [{ kid: instance.id, alg: 'RS256' }] })
  const environment = await (await fetch(`${FAPI}/v1/environment`)).json()
  expect(environment.display_config).toMatchObject({
    instance_environment_type: 'development',
    sign_in_url: `${FAPI}/sign-in`,
  })
})
