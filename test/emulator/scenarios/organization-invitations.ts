import {
  bulkCreateOrganizationInvitations,
  createOrganization,
  createOrganizationInvitation,
  createOrganizationMembership,
  createUser,
  getOrganization,
  getOrganizationInvitation,
  listInstanceOrganizationInvitations,
  listOrganizationInvitations,
  listOrganizationMemberships,
  listPendingOrganizationInvitations,
  listUserOrganizationInvitations,
  listUsers,
  revokeOrganizationInvitation,
  updateOrganization,
} from 'clerklet'
import { expect } from 'vitest'
import { enterByLink } from '../support/enterByLink.ts'
import type { Scenarios, World } from '../support/scenarios.ts'

async function founded({ ctx }: Pick<World, 'ctx'>) {
  const ada = await createUser(ctx, { email_address: ['ada@example.com'], first_name: 'Ada' })
  const organization = await createOrganization(ctx, { name: 'Engines', created_by: ada.id })
  return { ada, organization }
}

const bob = { email_address: 'bob@example.com', role: 'org:member' }
const emails = ({ data }: { data: { email_address: string }[] }) =>
  data.map(({ email_address }) => email_address)

export const scenarios: Scenarios = {
  'an organization counts its pending invitations': async ({ ctx, emulator }) => {
    const { id, pending_invitations_count } = await createOrganization(ctx, { name: 'Engines' })
    expect(pending_invitations_count).toBe(0)
    const count = async () => (await getOrganization(ctx, id)).pending_invitations_count
    const [first] = await Promise.all(
      ['ada', 'bob', 'eve'].map((name, i) =>
        createOrganizationInvitation(ctx, id, {
          email_address: `${name}@example.com`,
          role: 'org:admin',
          expires_in_days: i + 1,
        }),
      ),
    )
    expect(await count()).toBe(3)
    await enterByLink(emulator, first?.url)
    expect(await count()).toBe(2)
    const { data } = await listOrganizationMemberships(ctx, id)
    expect(data[0]?.organization.pending_invitations_count).toBe(2)
    emulator.clock.advance('2d')
    expect(await count()).toBe(1)
  },

  'an invitation is created, read, listed and revoked': async (world) => {
    const { ctx, emulator, refused } = world
    const { ada, organization } = await founded(world)
    const created = await createOrganizationInvitation(ctx, organization.id, {
      ...bob,
      inviter_user_id: ada.id,
      public_metadata: { desk: 7 },
    })
    expect(created).toMatchObject({
      status: 'pending',
      role_name: 'Member',
      public_inviter_data: { first_name: 'Ada', identifier: 'ada@example.com' },
      expires_at: emulator.clock.now() + 30 * 86_400_000,
    })
    expect(await getOrganizationInvitation(ctx, organization.id, created.id)).toEqual(created)
    const page = { data: [created], total_count: 1 }
    expect(await listOrganizationInvitations(ctx, organization.id)).toEqual(page)
    expect(await listPendingOrganizationInvitations(ctx, organization.id)).toEqual(page)
    const revoke = () => revokeOrganizationInvitation(ctx, organization.id, created.id)
    expect(await revoke()).toMatchObject({ status: 'revoked' })
    await refused(revoke(), 404, 'organization_invitation_not_pending')
    expect(await listPendingOrganizationInvitations(ctx, organization.id)).toEqual({
      data: [],
      total_count: 0,
    })
    await refused(
      getOrganizationInvitation(ctx, organization.id, 'orginv_none'),
      404,
      'resource_not_found',
    )
    await refused(listOrganizationInvitations(ctx, 'org_none'), 404, 'resource_not_found')
    await refused(listPendingOrganizationInvitations(ctx, 'org_none'), 404, 'resource_not_found')
  },

  'an address has one pending invitation at most, and members cannot be invited': async (world) => {
    const { ctx, refused } = world
    const { organization } = await founded(world)
    const invite = (params: object) =>
      createOrganizationInvitation(ctx, organization.id, { ...bob, ...params })
    const { id } = await invite({})
    const again = { email_address: 'BOB@example.com' }
    await refused(invite(again), 400, 'organization_invitation_not_unique')
    await revokeOrganizationInvitation(ctx, organization.id, id)
    await invite(again)
    await refused(
      invite({ email_address: 'ada@example.com' }),
      400,
      'already_a_member_in_organization',
    )
    await refused(invite({ email_address: 'nobody' }), 422, 'form_param_format_invalid')
    await refused(invite({ email_address: 'c@example.com', role: 'x' }), 404, 'resource_not_found')
    const days = { email_address: 'c@example.com', expires_in_days: 366 }
    await refused(invite(days), 422, 'form_param_value_invalid')
  },

  'only members who may manage members can invite and revoke': async (world) => {
    const { ctx, refused } = world
    const { ada, organization } = await founded(world)
    const carol = await createUser(ctx, { username: 'carol' })
    const dave = await createUser(ctx, { username: 'dave' })
    const member = { user_id: carol.id, role: 'org:member' }
    await createOrganizationMembership(ctx, organization.id, member)
    const invite = (inviter_user_id: string) =>
      createOrganizationInvitation(ctx, organization.id, { ...bob, inviter_user_id })
    await refused(invite(carol.id), 403, 'missing_organization_permission')
    await refused(invite(dave.id), 403, 'not_a_member_in_organization')
    await refused(invite('user_none'), 404, 'resource_not_found')
    const { id } = await invite(ada.id)
    const revoke = (requesting_user_id: string) =>
      revokeOrganizationInvitation(ctx, organization.id, id, { requesting_user_id })
    await refused(revoke(carol.id), 403, 'missing_organization_permission')
    await revoke(ada.id)
  },

  'an invitation expires by the clock, and then frees its place': async (world) => {
    const { ctx, emulator, refused } = world
    const { organization } = await founded(world)
    await updateOrganization(ctx, organization.id, { max_allowed_memberships: 2 })
    const short = { ...bob, expires_in_days: 1 }
    const { id } = await createOrganizationInvitation(ctx, organization.id, short)
    const carol = { email_address: 'carol@example.com', role: 'org:member' }
    await refused(
      createOrganizationInvitation(ctx, organization.id, carol),
      403,
      'organization_membership_quota_exceeded',
    )
    await emulator.clock.advance('24h')
    expect(await getOrganizationInvitation(ctx, organization.id, id)).toMatchObject({
      status: 'expired',
    })
    await createOrganizationInvitation(ctx, organization.id, carol)
  },

  'up to ten invitations are created at once, all or none': async (world) => {
    const { ctx, refused } = world
    const { organization } = await founded(world)
    await updateOrganization(ctx, organization.id, { max_allowed_memberships: 0 })
    const carol = { email_address: 'carol@example.com', role: 'org:admin' }
    const bulk = (items: (typeof bob)[]) =>
      bulkCreateOrganizationInvitations(ctx, organization.id, items)
    const twice = bulk([bob, carol, bob])
    await refused(twice, 400, 'organization_invitation_not_unique')
    expect((await listOrganizationInvitations(ctx, organization.id)).total_count).toBe(0)
    const invited = await bulk([bob, carol])
    expect(invited.total_count).toBe(2)
    expect(emails(invited)).toEqual(['bob@example.com', 'carol@example.com'])
    await refused(bulk(Array(11).fill(bob)), 400, 'bulk_size_exceeded')
  },

  'lists are filtered by status and address, and ordered': async (world) => {
    const { ctx, refused } = world
    const { organization } = await founded(world)
    const carol = { email_address: 'carol@example.com', role: 'org:admin' }
    await bulkCreateOrganizationInvitations(ctx, organization.id, [bob, carol])
    const { data } = await listOrganizationInvitations(ctx, organization.id, {
      email_address: 'bob@example.com',
    })
    expect(emails({ data })).toEqual(['bob@example.com'])
    await revokeOrganizationInvitation(ctx, organization.id, data[0]?.id ?? '')
    const pending = { status: 'pending' } as const
    expect(emails(await listOrganizationInvitations(ctx, organization.id, pending))).toEqual([
      'carol@example.com',
    ])
    const all = await listInstanceOrganizationInvitations(ctx, { order_by: 'email_address' })
    expect(emails(all)).toEqual(['bob@example.com', 'carol@example.com'])
    expect(all.data[0]?.public_organization_data).toMatchObject({ name: 'Engines' })
    expect(emails(await listInstanceOrganizationInvitations(ctx, { query: 'CAR' }))).toEqual([
      'carol@example.com',
    ])
    await refused(
      listInstanceOrganizationInvitations(ctx, { order_by: 'role' }),
      422,
      'form_param_value_invalid',
    )
  },

  'a user who signs up by the link becomes a member, with the metadata of the invitation': async (
    world,
  ) => {
    const { ctx, emulator, refused } = world
    const { organization } = await founded(world)
    const { id, url } = await createOrganizationInvitation(ctx, organization.id, {
      ...bob,
      public_metadata: { desk: 7 },
      redirect_url: 'https://app.example.com/welcome',
    })
    const { href } = await enterByLink(emulator, url)
    expect(href).toBe(`https://app.example.com/welcome?__clerk_status=sign_up&__clerk_ticket=${id}`)
    const [user] = await listUsers(ctx, { email_address: ['bob@example.com'] })
    const { data } = await listOrganizationMemberships(ctx, organization.id, {
      user_id: [user?.id ?? ''],
    })
    expect(data).toMatchObject([{ role: 'org:member', public_metadata: { desk: 7 } }])
    expect(await getOrganizationInvitation(ctx, organization.id, id)).toMatchObject({
      status: 'accepted',
    })
    expect((await emulator.fetch(url ?? '')).status).toBe(400)
    await refused(
      createOrganizationInvitation(ctx, organization.id, bob),
      400,
      'already_a_member_in_organization',
    )
  },

  'a user sees the invitations to their addresses': async (world) => {
    const { ctx, refused } = world
    const { organization } = await founded(world)
    const user = await createUser(ctx, { email_address: ['bob@example.com'] })
    await createOrganizationInvitation(ctx, organization.id, bob)
    const { data, total_count } = await listUserOrganizationInvitations(ctx, user.id)
    expect(total_count).toBe(1)
    expect(data).toMatchObject([{ public_organization_data: { id: organization.id } }])
    const accepted = await listUserOrganizationInvitations(ctx, user.id, { status: 'accepted' })
    expect(accepted.data).toEqual([])
    await refused(listUserOrganizationInvitations(ctx, 'user_none'), 404, 'resource_not_found')
  },
}
