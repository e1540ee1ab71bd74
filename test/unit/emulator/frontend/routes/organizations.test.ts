import {
  createOrganizationDomain,
  createOrganizationInvitation,
  getOrganization,
  listOrganizationMemberships,
  updateUser,
} from 'clerklet'
import type { Seed } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { openPage } from '#fixtures/page.ts'

const ADA = 'user_ada'
const EVE = 'user_eve'
const ACME = '/organizations/org_acme'
const SEED = {
  users: [
    { id: ADA, username: 'ada', email_address: ['ada@example.com'] },
    { id: EVE, username: 'eve', email_address: ['eve@example.com'] },
    { id: 'user_mallory', username: 'mallory' },
  ],
  organizations: [
    {
      id: 'org_acme',
      name: 'Acme',
      slug: 'acme',
      created_by: ADA,
      private_metadata: { secret: true },
      members: [{ user_id: EVE, role: 'org:member' }],
    },
  ],
} as const satisfies Seed

async function opened(as: string = ADA) {
  const emulator = emulate({ seed: SEED })
  return { emulator, ctx: emulator.strict, page: await openPage(emulator, { as }) }
}

function image(): FormData {
  const form = new FormData()
  form.append('file', new Blob(['png'], { type: 'image/png' }), 'logo.png')
  return form
}

describe('/organizations', () => {
  test('default: an organization is created, with its creator as the first member', async () => {
    const { page, ctx } = await opened()
    const { response, client } = await page.call('POST', '/organizations', { name: 'New' })
    expect(response).toMatchObject({ name: 'New', slug: 'new', members_count: 1 })
    expect(client).toMatchObject({
      sessions: [
        {
          user: {
            organization_memberships: expect.arrayContaining([
              expect.objectContaining({ role: 'org:admin', organization: response }),
            ]),
          },
        },
      ],
    })
    expect(await getOrganization(ctx, `${response.id}`)).toMatchObject({ created_by: ADA })
    const [session] = (client?.sessions ?? []) as [{ id: string }]
    const touched = await page.post(`/sessions/${session.id}/touch`, {
      active_organization_id: `${response.id}`,
      intent: 'select_org',
    })
    expect(touched.response).toMatchObject({ last_active_organization_id: response.id })
  })

  test('behavior: an empty slug is replaced by one that is derived from the name', async () => {
    const { page } = await opened()
    const form = { name: 'Acme', slug: '' }
    const { response } = await page.call('POST', '/organizations', form)
    expect(response.slug).toMatch(/^acme-\d+$/)
  })

  test('behavior: members read an organization, and admins change its name, slug and logo', async () => {
    const { page, emulator, ctx } = await opened()
    const eve = await openPage(emulator, { as: EVE })
    const read = await eve.call('GET', ACME)
    expect(read.response).toMatchObject({ id: 'org_acme', members_count: 2 })
    expect((await eve.call('GET', '/organizations/acme')).response).toEqual(read.response)
    expect(JSON.stringify(read)).not.toContain('secret')
    const changes = { name: 'Acme Inc', slug: 'acme-inc' }
    expect((await page.call('PATCH', ACME, changes)).response).toMatchObject(changes)
    const shown = await page.call('PUT', `${ACME}/logo`, image())
    expect(shown.response).toMatchObject({ has_image: true })
    expect(await getOrganization(ctx, 'org_acme')).toMatchObject({ ...changes, has_image: true })
    const gone = await page.call('DELETE', `${ACME}/logo`)
    expect(gone.response).toMatchObject({ object: 'organization', deleted: true })
    expect(await getOrganization(ctx, 'org_acme')).toMatchObject({ has_image: false })
    for (const call of [
      eve.call('PATCH', ACME, { name: 'Eve' }),
      eve.call('PUT', `${ACME}/logo`, image()),
      eve.call('DELETE', `${ACME}/logo`),
    ]) {
      expect(await call).toMatchObject({ status: 403, code: 'missing_organization_permission' })
    }
  })

  test('behavior: members are listed and searched', async () => {
    const { page, emulator } = await opened()
    const path = `${ACME}/memberships`
    expect((await page.call('GET', path)).response).toHaveLength(2)
    const { response } = await page.call('GET', `${path}?paginated=true&limit=1&offset=1`)
    expect(response).toMatchObject({ total_count: 2, data: [{ role: 'org:admin' }] })
    expect((await page.call('GET', `${path}?paginated=true&query=eve`)).response).toMatchObject({
      total_count: 1,
      data: [{ public_user_data: { user_id: EVE, identifier: 'eve@example.com' } }],
    })
    const admins = await page.call('GET', `${path}?paginated=true&role=org:admin`)
    expect(admins.response).toMatchObject({ data: [{ public_user_data: { user_id: ADA } }] })
    const eve = await openPage(emulator, { as: EVE })
    expect((await eve.call('GET', path)).status).toBe(200)
  })

  test('behavior: roles, domains and membership requests are listed', async () => {
    const { page, ctx } = await opened()
    expect((await page.call('GET', `${ACME}/roles`)).response).toMatchObject({
      total_count: 2,
      has_role_set_migration: false,
      data: [{ key: 'org:admin' }, { key: 'org:member' }],
    })
    for (const name of ['domains', 'membership_requests']) {
      const { response } = await page.call('GET', `${ACME}/${name}?limit=10&offset=0`)
      expect(response).toEqual({ data: [], total_count: 0 })
    }
    await createOrganizationDomain(ctx, 'org_acme', { name: 'acme.example' })
    expect((await page.call('GET', `${ACME}/domains`)).response).toMatchObject({
      data: [{ name: 'acme.example' }],
      total_count: 1,
    })
    const automatic = await page.call('GET', `${ACME}/domains?enrollment_mode=automatic_invitation`)
    expect(automatic.response).toMatchObject({ total_count: 0 })
  })

  test('behavior: an admin creates one or several invitations, and revokes them', async () => {
    const { page, emulator } = await opened()
    const path = `${ACME}/invitations`
    const form = { email_address: 'new@example.com', role: 'org:member' }
    const { response } = await page.call('POST', path, form)
    expect(response).toMatchObject({ ...form, status: 'pending' })
    const bulk = await page.call('POST', `${path}/bulk`, {
      email_address: ['one@example.com', 'two@example.com'],
      role: 'org:admin',
    })
    expect(bulk.response).toMatchObject([{ role: 'org:admin' }, { status: 'pending' }])
    expect((await page.call('GET', `${path}/pending`)).response).toHaveLength(3)
    const revoked = await page.call('POST', `${path}/${response.id}/revoke`)
    expect(revoked.response).toMatchObject({ id: response.id, status: 'revoked' })
    const list = await page.call('GET', `${path}?status=pending&limit=10&offset=0`)
    expect(list.response).toMatchObject({ total_count: 2 })
    const eve = await openPage(emulator, { as: EVE })
    expect(await eve.call('POST', path, form)).toMatchObject({ status: 403 })
  })

  test('error: for other users, an organization is not found', async () => {
    const { page } = await opened('user_mallory')
    for (const call of [
      page.call('GET', ACME),
      page.call('PATCH', ACME, { name: 'Mine' }),
      page.call('GET', `${ACME}/memberships`),
      page.call('GET', `${ACME}/roles`),
      page.call('GET', `${ACME}/domains`),
      page.call('GET', `${ACME}/invitations`),
      page.call('GET', `${ACME}/membership_requests`),
    ]) {
      expect(await call).toMatchObject({
        status: 404,
        code: 'organization_not_found_or_unauthorized',
      })
    }
  })

  test('error: the instance or the user does not allow creating an organization', async () => {
    const { page, emulator, ctx } = await opened()
    const create = () => page.call('POST', '/organizations', { name: 'New' })
    expect(await page.call('POST', '/organizations')).toMatchObject({ code: 'form_param_missing' })
    await updateUser(ctx, ADA, { create_organization_enabled: false })
    expect(await create()).toMatchObject({ status: 403, code: 'authorization_invalid' })
    emulator.seed({ settings: { organizations: { enabled: false } } })
    for (const call of [create(), page.call('GET', ACME)]) {
      expect(await call).toMatchObject({ code: 'organization_not_enabled_in_instance' })
    }
  })

  test('error: signed out', async () => {
    const page = await openPage(emulate({ seed: SEED }))
    for (const call of [page.call('POST', '/organizations'), page.call('GET', ACME)]) {
      expect(await call).toMatchObject({ status: 401, code: 'authentication_invalid' })
    }
  })
})

describe('/me/organization_…', () => {
  test('default: the memberships of the user are listed, newest first', async () => {
    const { page } = await opened()
    await page.call('POST', '/organizations', { name: 'New' })
    const path = '/me/organization_memberships'
    expect((await page.call('GET', path)).response).toHaveLength(2)
    const { response } = await page.call('GET', `${path}?paginated=true&limit=1&offset=0`)
    expect(response).toMatchObject({
      total_count: 2,
      data: [{ organization: { name: 'New' }, public_user_data: { user_id: ADA } }],
    })
  })

  test('behavior: a member can leave, but the last admin cannot', async () => {
    const { page, emulator, ctx } = await opened()
    const eve = await openPage(emulator, { as: EVE })
    const path = '/me/organization_memberships/org_acme'
    const { response, client } = await eve.call('DELETE', path)
    expect(response).toMatchObject({ object: 'organization_membership', deleted: true })
    expect(client).toMatchObject({
      sessions: [{ last_active_organization_id: null, user: { organization_memberships: [] } }],
    })
    expect(await listOrganizationMemberships(ctx, 'org_acme')).toMatchObject({ total_count: 1 })
    expect(await eve.call('DELETE', path)).toMatchObject({ status: 404 })
    expect(await page.call('DELETE', path)).toMatchObject({
      status: 400,
      code: 'organization_minimum_permissions_needed',
    })
  })

  test('behavior: an invitation to the user is listed and accepted', async () => {
    const { emulator, ctx } = await opened()
    emulator.seed({
      users: [
        {
          id: 'user_new',
          email_address: ['new@example.com'],
          username: 'newcomer',
        },
      ],
    })
    const page = await openPage(emulator, { as: 'user_new' })
    const invitation = { email_address: 'new@example.com', role: 'org:admin' }
    const { id } = await createOrganizationInvitation(ctx, 'org_acme', invitation)
    const path = '/me/organization_invitations'
    const { response } = await page.call('GET', `${path}?status=pending&limit=10&offset=0`)
    expect(response).toMatchObject({
      total_count: 1,
      data: [{ id, status: 'pending', public_organization_data: { name: 'Acme' } }],
    })
    const accepted = await page.call('POST', `${path}/${id}/accept`)
    expect(accepted.response).toMatchObject({ id, status: 'accepted' })
    expect(accepted.client).toMatchObject({
      sessions: [{ user: { organization_memberships: [{ role: 'org:admin' }] } }],
    })
    expect(await page.call('POST', `${path}/${id}/accept`)).toMatchObject({
      status: 404,
      code: 'organization_invitation_not_pending',
    })
  })

  test('error: the invitation of another user is not found', async () => {
    const { page, ctx } = await opened('user_mallory')
    const invitation = { email_address: 'new@example.com', role: 'org:admin' }
    const { id } = await createOrganizationInvitation(ctx, 'org_acme', invitation)
    expect(await page.call('POST', `/me/organization_invitations/${id}/accept`)).toMatchObject({
      status: 404,
      code: 'resource_not_found',
    })
  })

  test('behavior: a suggestion of a domain is listed, and accepting it is not supported', async () => {
    const { emulator } = await opened()
    emulator.seed({ users: [{ id: 'user_new', email_address: ['new@acme.example'] }] })
    await createOrganizationDomain(emulator.strict, 'org_acme', {
      name: 'acme.example',
      enrollment_mode: 'automatic_suggestion',
    })
    const page = await openPage(emulator, { as: 'user_new' })
    const path = '/me/organization_suggestions?status=pending&status=accepted'
    expect((await page.call('GET', path)).response).toMatchObject({
      total_count: 1,
      data: [{ status: 'pending', public_organization_data: { id: 'org_acme' } }],
    })
    const accept = await page.call('POST', '/me/organization_suggestions/orgsug_1/accept')
    expect(accept.status).toBe(501)
  })
})
