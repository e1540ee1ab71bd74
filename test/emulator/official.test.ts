import { createClerkClient } from '@clerk/backend'
import { createEmulator, type Seed } from 'clerklet-emulator'
import { type Listening, listen } from 'clerklet-emulator/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

const seed: Seed = {
  users: [
    {
      id: 'user_ada',
      email_address: ['ada@example.com'],
      first_name: 'Ada',
      password: 'analytical',
    },
    { id: 'user_grace', username: 'grace', phone_number: ['+15555550100'] },
  ],
  organizations: [
    { id: 'org_acme', name: 'Acme', members: [{ user_id: 'user_ada', role: 'org:admin' }] },
  ],
}
const clerk = createEmulator({ now: Date.UTC(2026, 4, 12, 12), seed })
let listening: Listening
/** The official client, unchanged. Its `apiUrl` is the address of the emulator. */
let client: ReturnType<typeof createClerkClient>

beforeAll(async () => {
  listening = await listen(clerk)
})
afterAll(() => listening.close())
beforeEach(() => {
  clerk.reset()
  // The official client warns about deprecated features, which many of these tests use.
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { secretKey, publishableKey } = clerk.instance
  const telemetry = { disabled: true }
  client = track(createClerkClient({ secretKey, publishableKey, apiUrl: listening.url, telemetry }))
})

/** The resources of the official client that the tests have used so far. */
const used = new Set<PropertyKey>()

function track<T extends object>(client: T): T {
  return new Proxy(client, {
    get: (target, name, receiver) => {
      used.add(name)
      return Reflect.get(target, name, receiver)
    },
  })
}

/** The error of the official client for an error response. */
const refused = (status: number, code: string) => ({ status, errors: [{ code }] })

describe('users', () => {
  test('users are created, found, changed and deleted', async () => {
    const user = await client.users.createUser({
      emailAddress: ['alan@example.com'],
      firstName: 'Alan',
      password: 'enigma-machine',
      publicMetadata: { rank: 1 },
    })
    expect(user).toMatchObject({ firstName: 'Alan', publicMetadata: { rank: 1 } })
    expect(await client.users.getUser(user.id)).toMatchObject({ id: user.id })
    expect(await client.users.getUserList({ limit: 2 })).toMatchObject({
      totalCount: 3,
      data: [{ id: user.id }, {}],
    })
    expect(await client.users.getCount({ query: 'ada' })).toBe(1)
    expect(await client.users.updateUser(user.id, { lastName: 'Turing' })).toMatchObject({
      lastName: 'Turing',
    })
    const merged = await client.users.updateUserMetadata(user.id, { publicMetadata: { of: 'men' } })
    expect(merged.publicMetadata).toEqual({ rank: 1, of: 'men' })
    const replaced = await client.users.replaceUserMetadata(user.id, { publicMetadata: {} })
    expect(replaced.publicMetadata).toEqual({})
    const right = { userId: user.id, password: 'enigma-machine' }
    expect(await client.users.verifyPassword(right)).toEqual({ verified: true })
    await expect(
      client.users.verifyPassword({ ...right, password: 'wrong' }),
    ).rejects.toMatchObject(refused(422, 'incorrect_password'))
    expect(await client.users.banUser(user.id)).toMatchObject({ banned: true })
    expect(await client.users.unbanUser(user.id)).toMatchObject({ banned: false })
    expect(await client.users.lockUser(user.id)).toMatchObject({ locked: true })
    expect(await client.users.unlockUser(user.id)).toMatchObject({ locked: false })
    const file = new Blob([new Uint8Array([137, 80, 78, 71])], { type: 'image/png' })
    expect(await client.users.updateUserProfileImage(user.id, { file })).toMatchObject({
      hasImage: true,
    })
    expect(await client.users.deleteUserProfileImage(user.id)).toMatchObject({ hasImage: false })
    expect(await client.users.disableUserMFA(user.id)).toMatchObject({ user_id: user.id })
    expect(await client.users.deleteUser(user.id)).toMatchObject({ id: user.id, deleted: true })
    await expect(client.users.getUser(user.id)).rejects.toMatchObject(
      refused(404, 'resource_not_found'),
    )
  })

  test('e-mail addresses and phone numbers are created, changed and deleted', async () => {
    const email = await client.emailAddresses.createEmailAddress({
      userId: 'user_ada',
      emailAddress: 'countess@example.com',
      verified: true,
    })
    expect(await client.emailAddresses.getEmailAddress(email.id)).toEqual(email)
    await client.emailAddresses.updateEmailAddress(email.id, { primary: true })
    expect(await client.users.getUser('user_ada')).toMatchObject({
      primaryEmailAddressId: email.id,
    })
    expect(await client.emailAddresses.deleteEmailAddress(email.id)).toMatchObject({
      deleted: true,
    })
    const phone = await client.phoneNumbers.createPhoneNumber({
      userId: 'user_ada',
      phoneNumber: '+15555550123',
      verified: true,
    })
    expect(await client.phoneNumbers.getPhoneNumber(phone.id)).toEqual(phone)
    await client.phoneNumbers.updatePhoneNumber(phone.id, { reservedForSecondFactor: true })
    expect(await client.phoneNumbers.deletePhoneNumber(phone.id)).toMatchObject({ deleted: true })
  })

  test('sessions are created, verified and revoked, and clients are read', async () => {
    const session = await client.sessions.createSession({ userId: 'user_ada' })
    expect(await client.sessions.getSession(session.id)).toMatchObject({ status: 'active' })
    expect(await client.sessions.getSessionList({ userId: 'user_ada' })).toMatchObject({
      totalCount: 1,
      data: [{ id: session.id }],
    })
    expect((await client.sessions.getToken(session.id, '')).jwt).toMatch(/^eyJ/)
    const found = await client.clients.getClient(session.clientId)
    expect(found.sessions).toMatchObject([{ id: session.id }])
    const { token } = await clerk.signIn('user_ada')
    expect(await client.clients.verifyClient(token)).toMatchObject({
      sessionIds: [expect.any(String)],
    })
    expect(await client.sessions.revokeSession(session.id)).toMatchObject({ status: 'revoked' })
  })

  test('invitations, the waitlist, the allow-list and the block-list are managed', async () => {
    const invitation = await client.invitations.createInvitation({
      emailAddress: 'new@example.com',
    })
    expect((await client.invitations.getInvitationList()).data).toMatchObject([
      { id: invitation.id },
    ])
    expect(
      await client.invitations.createInvitationBulk([{ emailAddress: 'other@example.com' }]),
    ).toHaveLength(1)
    expect(await client.invitations.revokeInvitation(invitation.id)).toMatchObject({
      status: 'revoked',
    })
    const entry = await client.waitlistEntries.create({ emailAddress: 'waiting@example.com' })
    expect((await client.waitlistEntries.list()).data).toMatchObject([{ id: entry.id }])
    expect(await client.waitlistEntries.invite(entry.id)).toMatchObject({ status: 'invited' })
    const allowed = await client.allowlistIdentifiers.createAllowlistIdentifier({
      identifier: 'a@example.com',
      notify: false,
    })
    const allowlist = await client.allowlistIdentifiers.getAllowlistIdentifierList()
    expect(allowlist.data).toMatchObject([{ id: allowed.id }])
    await client.allowlistIdentifiers.deleteAllowlistIdentifier(allowed.id)
    const blocked = await client.blocklistIdentifiers.createBlocklistIdentifier({
      identifier: 'b@example.com',
    })
    const blocklist = await client.blocklistIdentifiers.getBlocklistIdentifierList()
    expect(blocklist.data).toMatchObject([{ id: blocked.id }])
    await client.blocklistIdentifiers.deleteBlocklistIdentifier(blocked.id)
  })

  test('sign-in tokens, actor tokens and testing tokens are created', async () => {
    const token = await client.signInTokens.createSignInToken({
      userId: 'user_ada',
      expiresInSeconds: 600,
    })
    expect(await client.signInTokens.revokeSignInToken(token.id)).toMatchObject({
      status: 'revoked',
    })
    const actor = await client.actorTokens.create({
      userId: 'user_ada',
      expiresInSeconds: 600,
      actor: { sub: 'user_grace' },
    })
    expect(await client.actorTokens.revoke(actor.id)).toMatchObject({ status: 'revoked' })
    expect(await client.testingTokens.createTestingToken()).toMatchObject({
      token: expect.any(String),
    })
  })
})

describe('organizations', () => {
  test('organizations have members, invitations and domains', async () => {
    const { organizations } = client
    const organization = await organizations.createOrganization({
      name: 'Navy',
      createdBy: 'user_grace',
      maxAllowedMemberships: 3,
    })
    const organizationId = organization.id
    expect(await organizations.getOrganization({ organizationId })).toMatchObject({ name: 'Navy' })
    expect((await organizations.getOrganizationList()).totalCount).toBe(2)
    await organizations.updateOrganization(organizationId, { name: 'US Navy' })
    await organizations.updateOrganizationMetadata(organizationId, { publicMetadata: { a: 1 } })
    const member = { organizationId, userId: 'user_ada' }
    await organizations.createOrganizationMembership({ ...member, role: 'org:member' })
    await expect(
      organizations.createOrganizationMembership({ ...member, role: 'org:member' }),
    ).rejects.toMatchObject(refused(400, 'already_a_member_in_organization'))
    expect(
      await organizations.updateOrganizationMembership({ ...member, role: 'org:admin' }),
    ).toMatchObject({ role: 'org:admin' })
    expect(await organizations.getOrganizationMembershipList({ organizationId })).toMatchObject({
      totalCount: 2,
    })
    expect(await client.users.getOrganizationMembershipList({ userId: 'user_ada' })).toMatchObject({
      totalCount: 2,
    })
    await organizations.deleteOrganizationMembership(member)
    const invitation = await organizations.createOrganizationInvitation({
      organizationId,
      emailAddress: 'new@example.com',
      role: 'org:member',
      inviterUserId: 'user_grace',
    })
    expect(await organizations.getOrganizationInvitationList({ organizationId })).toMatchObject({
      totalCount: 1,
      data: [{ id: invitation.id }],
    })
    await organizations.revokeOrganizationInvitation({
      organizationId,
      invitationId: invitation.id,
      requestingUserId: 'user_grace',
    })
    const domain = await organizations.createOrganizationDomain({
      organizationId,
      name: 'navy.example.com',
      enrollmentMode: 'manual_invitation',
    })
    expect(await organizations.getOrganizationDomainList({ organizationId })).toMatchObject({
      totalCount: 1,
    })
    await organizations.deleteOrganizationDomain({ organizationId, domainId: domain.id })
    expect(await organizations.deleteOrganization(organizationId)).toMatchObject({ deleted: true })
  })

  test('roles, permissions and role sets are managed', async () => {
    const permission = await client.organizationPermissions.createOrganizationPermission({
      name: 'Read',
      key: 'org:ships:read',
      description: 'Sees ships',
    })
    const role = await client.organizationRoles.createOrganizationRole({
      name: 'Sailor',
      key: 'org:sailor',
      description: 'Sails',
    })
    await client.organizationRoles.assignPermissionToOrganizationRole({
      organizationRoleId: role.id,
      permissionId: permission.id,
    })
    const found = await client.organizationRoles.getOrganizationRole(role.id)
    expect(found.permissions).toMatchObject([{ key: 'org:ships:read' }])
    expect((await client.organizationRoles.getOrganizationRoleList()).totalCount).toBe(3)
    expect((await client.roleSets.getRoleSetList()).data).toHaveLength(1)
    await client.organizationRoles.deleteOrganizationRole(role.id)
    await client.organizationPermissions.deleteOrganizationPermission(permission.id)
  })
})

describe('machines', () => {
  test('machines are managed, and their tokens are created, verified and revoked', async () => {
    const ledger = await client.machines.create({ name: 'ledger' })
    const billing = await client.machines.create({ name: 'billing', scopedMachines: [ledger.id] })
    expect((await client.machines.list()).totalCount).toBe(2)
    const { secret } = await client.machines.getSecretKey(billing.id)
    const token = await client.m2m.createToken({ machineSecretKey: secret })
    expect(await client.m2m.verify({ token: `${token.token}` })).toMatchObject({
      subject: billing.id,
      scopes: [ledger.id],
    })
    const state = await client.authenticateRequest(
      new Request('https://api.example.com', {
        headers: { authorization: `Bearer ${token.token}` },
      }),
      { acceptsToken: 'm2m_token' },
    )
    expect(state).toMatchObject({ status: 'signed-in', tokenType: 'm2m_token' })
    await client.m2m.revokeToken({ m2mTokenId: token.id })
    expect(await client.m2m.verify({ token: `${token.token}` })).toMatchObject({ revoked: true })
    expect(await client.machines.deleteScope(billing.id, ledger.id)).toBeDefined()
    expect(await client.machines.delete(billing.id)).toMatchObject({ deleted: true })
  })

  test('API keys are created, verified and revoked', async () => {
    const key = await client.apiKeys.create({ name: 'for builds', subject: 'user_ada' })
    expect(await client.apiKeys.list({ subject: 'user_ada' })).toMatchObject({ totalCount: 1 })
    const { secret } = await client.apiKeys.getSecret(key.id)
    expect(await client.apiKeys.verify(secret)).toMatchObject({ id: key.id, revoked: false })
    const state = await client.authenticateRequest(
      new Request('https://api.example.com', { headers: { authorization: `Bearer ${secret}` } }),
      { acceptsToken: 'api_key' },
    )
    expect(state.toAuth()).toMatchObject({ userId: 'user_ada' })
    expect(await client.apiKeys.revoke({ apiKeyId: key.id })).toMatchObject({ revoked: true })
  })

  test('OAuth applications are managed, and access tokens are verified', async () => {
    const application = await client.oauthApplications.create({
      name: 'Reader',
      redirectUris: ['https://reader.example.com/callback'],
      scopes: 'profile email',
    })
    expect((await client.oauthApplications.list()).totalCount).toBe(1)
    const { clientSecret } = await client.oauthApplications.rotateSecret(application.id)
    expect(clientSecret).toBeTruthy()
    const audience = 'https://api.example.com'
    const { token } = await clerk.oauthToken({ userId: 'user_ada', scopes: ['email'], audience })
    expect(await client.idPOAuthAccessToken.verify(token)).toMatchObject({
      subject: 'user_ada',
      aud: [audience],
      createdAt: Math.floor(clerk.clock.now() / 1000),
    })
    const ask = (wanted: string) =>
      client.authenticateRequest(
        new Request(audience, { headers: { authorization: `Bearer ${token}` } }),
        { acceptsToken: 'oauth_token', audience: wanted },
      )
    expect((await ask(audience)).status).toBe('signed-in')
    expect((await ask('https://other.example.com')).status).toBe('signed-out')
    expect(await client.oauthApplications.delete(application.id)).toMatchObject({ deleted: true })
  })
})

describe('the instance', () => {
  test('settings, domains and redirect URLs are managed', async () => {
    expect(await client.instance.get()).toMatchObject({ environmentType: 'development' })
    await client.instance.update({ testMode: true })
    expect(await client.instance.updateRestrictions({ allowlist: true })).toMatchObject({
      allowlist: true,
    })
    await client.instance.updateOrganizationSettings({ maxAllowedMemberships: 7 })
    expect(await client.instance.getOrganizationSettings()).toMatchObject({
      maxAllowedMemberships: 7,
    })
    expect((await client.domains.list()).data.length).toBeGreaterThan(0)
    const url = await client.redirectUrls.createRedirectUrl({ url: 'https://app.example.com/done' })
    expect((await client.redirectUrls.getRedirectUrlList()).data).toMatchObject([{ id: url.id }])
    await client.redirectUrls.deleteRedirectUrl(url.id)
    await client.webhooks.createSvixApp()
    expect(await client.webhooks.generateSvixAuthURL()).toMatchObject({
      svix_url: expect.any(String),
    })
    await client.webhooks.deleteSvixApp()
    expect((await client.jwks.getJwks()).keys).toHaveLength(1)
  })

  test('JWT templates are managed, and their claims are in the tokens', async () => {
    const template = await client.jwtTemplates.create({
      name: 'store',
      claims: { first: '{{user.first_name}}' },
    })
    expect((await client.jwtTemplates.list()).data).toMatchObject([{ id: template.id }])
    const { session } = await clerk.signIn('user_ada')
    const { jwt } = await client.sessions.getToken(session.id, 'store')
    const [, payload = ''] = jwt.split('.')
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ first: 'Ada' })
    await client.jwtTemplates.delete(template.id)
  })

  test('connections to identity providers are managed', async () => {
    const saml = await client.samlConnections.createSamlConnection({
      name: 'Okta',
      domain: 'okta.example.com',
      provider: 'saml_okta',
    })
    expect((await client.samlConnections.getSamlConnectionList()).totalCount).toBe(1)
    expect(await client.samlConnections.deleteSamlConnection(saml.id)).toMatchObject({
      deleted: true,
    })
    const connection = await client.enterpriseConnections.createEnterpriseConnection({
      name: 'Entra',
      domains: ['entra.example.com'],
      provider: 'saml_microsoft',
    })
    const list = await client.enterpriseConnections.getEnterpriseConnectionList()
    expect(list.data).toMatchObject([{ id: connection.id }])
  })

  test('plans and subscriptions are read', async () => {
    const plans = await client.billing.getPlanList()
    expect(plans.data.length).toBeGreaterThan(0)
    expect(await client.billing.getUserBillingSubscription('user_ada')).toMatchObject({
      status: 'active',
    })
  })

  test('domains, proxies and accountless applications get the responses of the API', async () => {
    // As in the API, the domain of a development instance cannot be changed.
    await expect(
      client.betaFeatures.changeDomain({ homeUrl: 'https://moved.example.com' }),
    ).rejects.toMatchObject({ status: 400 })
    const domains = await client.domains.list()
    const domainId = domains.data[0]?.id ?? ''
    const proxyUrl = 'https://moved.example.com/__clerk'
    expect(await client.proxyChecks.verify({ domainId, proxyUrl })).toMatchObject({
      successful: true,
    })
    const accountless = client.__experimental_accountlessApplications
    expect(await accountless.createAccountlessApplication()).toMatchObject({
      publishableKey: clerk.instance.publishableKey,
    })
  })

  test('e-mails are sent, sign-ups are read, and tasks of agents are created and revoked', async () => {
    const email = await client.emails.create({
      to: { userId: 'user_ada' },
      from: { address: 'hello@moved.example.com' },
      subject: 'Hello',
      text: 'Hello',
    })
    expect(await client.emails.get(email.id)).toMatchObject({ id: email.id })
    clerk.seed({ signUps: [{ id: 'sua_new', email_address: 'new@example.com' }] })
    expect(await client.signUps.get('sua_new')).toMatchObject({ status: 'missing_requirements' })
    const task = await client.agentTasks.create({
      onBehalfOf: { userId: 'user_ada' },
      permissions: '*',
      agentName: 'assistant',
      taskDescription: 'tidies up',
      redirectUrl: 'https://app.example.com',
    })
    expect(await client.agentTasks.revoke(task.agentTaskId)).toMatchObject({
      agentTaskId: task.agentTaskId,
    })
  })

  test('a wrong key and an unknown route are refused', async () => {
    const stranger = createClerkClient({
      secretKey: 'sk_test_other',
      apiUrl: listening.url,
      telemetry: { disabled: true },
    })
    await expect(stranger.users.getUser('user_ada')).rejects.toMatchObject(
      refused(401, 'clerk_key_invalid'),
    )
    const answer = await fetch(`${listening.url}/v1/nothing`, {
      headers: { authorization: `Bearer ${clerk.instance.secretKey}` },
    })
    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ errors: [{ code: 'resource_not_found' }] })
  })
})

test('the tests use every resource of the official client', () => {
  const resources = Object.entries(client)
    .filter(([name, value]) => typeof value === 'object' && name !== 'telemetry')
    .map(([name]) => name)
  expect(resources.filter((name) => !used.has(name))).toEqual([])
  expect(resources.length).toBeGreaterThan(30)
})
