import {
  createOrganization,
  createOrganizationMembership,
  createOrganizationRole,
  createUser,
  deleteOrganizationMembership,
  deleteUser,
  getOrganization,
  listInstanceOrganizationMemberships,
  listOrganizationMemberships,
  listUserOrganizationMemberships,
  mergeOrganizationMembershipMetadata,
  updateOrganization,
  updateOrganizationMembership,
  updateUser,
} from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios, World } from '../support/scenarios.ts'

/** Creates an organization with Ada as its admin and Bob as a member. */
async function founded({ ctx }: Pick<World, 'ctx'>) {
  const ada = await createUser(ctx, {
    email_address: ['ada@example.com'],
    phone_number: ['+15555550100'],
    username: 'adaking',
    first_name: 'Ada',
    last_name: 'Lovelace',
  })
  const bob = await createUser(ctx, { email_address: ['bob@example.com'], first_name: 'Bob' })
  const organization = await createOrganization(ctx, { name: 'Engines', created_by: ada.id })
  const member = { user_id: bob.id, role: 'org:member' }
  const membership = await createOrganizationMembership(ctx, organization.id, member)
  return { ada, bob, organization, membership }
}

const users = ({
  data,
}: {
  data: { public_user_data?: { first_name: string | null } | undefined }[]
}) => data.map((one) => one.public_user_data?.first_name)

export const scenarios: Scenarios = {
  'a membership is created, listed, changed and deleted': async (world) => {
    const { ctx, refused } = world
    const { bob, organization, membership } = await founded(world)
    expect(membership).toMatchObject({
      role: 'org:member',
      role_name: 'Member',
      permissions: ['org:sys_memberships:read', 'org:sys_billing:read'],
      organization,
      public_user_data: { user_id: bob.id, identifier: 'bob@example.com' },
    })
    const changed = await updateOrganizationMembership(ctx, organization.id, bob.id, {
      role: 'org:admin',
    })
    expect(changed.role).toBe('org:admin')
    expect(await listUserOrganizationMemberships(ctx, bob.id)).toEqual({
      data: [changed],
      total_count: 1,
    })
    expect(await deleteOrganizationMembership(ctx, organization.id, bob.id)).toEqual(changed)
    const again = deleteOrganizationMembership(ctx, organization.id, bob.id)
    await refused(again, 404, 'resource_not_found')
    await refused(
      updateOrganizationMembership(ctx, organization.id, bob.id, { role: 'org:admin' }),
      404,
      'resource_not_found',
    )
    await refused(listUserOrganizationMemberships(ctx, 'user_none'), 404, 'resource_not_found')
  },

  'a second membership of a user is refused, and so is an unknown role': async (world) => {
    const { ctx, refused } = world
    const { bob, organization } = await founded(world)
    const add = (user_id: string, role: string) =>
      createOrganizationMembership(ctx, organization.id, { user_id, role })
    await refused(add(bob.id, 'org:member'), 400, 'already_a_member_in_organization')
    await refused(add(bob.id, 'member'), 404, 'resource_not_found')
    await refused(add('user_none', 'org:member'), 404, 'resource_not_found')
    const nowhere = { user_id: bob.id, role: 'org:member' }
    await refused(createOrganizationMembership(ctx, 'org_none', nowhere), 404, 'resource_not_found')
  },

  'a role outside of the role set of the organization is not found': async (world) => {
    const { ctx, refused } = world
    const { bob, organization } = await founded(world)
    const params = { name: 'Guest', key: 'org:guest' }
    await createOrganizationRole(ctx, params)
    const change = { role: 'org:guest' }
    await refused(
      updateOrganizationMembership(ctx, organization.id, bob.id, change),
      404,
      'resource_not_found',
    )
  },

  'the number of members is limited, and a limit of 0 means no limit': async (world) => {
    const { ctx, refused } = world
    const { organization } = await founded(world)
    const carol = await createUser(ctx, { username: 'carol' })
    const member = { user_id: carol.id, role: 'org:member' }
    const limit = (max_allowed_memberships: number) =>
      updateOrganization(ctx, organization.id, { max_allowed_memberships })
    await limit(2)
    await refused(
      createOrganizationMembership(ctx, organization.id, member),
      403,
      'organization_membership_quota_exceeded',
    )
    await limit(0)
    await createOrganizationMembership(ctx, organization.id, member)
  },

  'the last admin cannot be removed, unless the user is deleted': async (world) => {
    const { ctx, refused } = world
    const { ada, bob, organization } = await founded(world)
    const { id } = organization
    const code = 'organization_minimum_permissions_needed'
    const role = { role: 'org:member' }
    await refused(updateOrganizationMembership(ctx, id, ada.id, role), 400, code)
    await refused(deleteOrganizationMembership(ctx, id, ada.id), 400, code)
    await updateOrganizationMembership(ctx, id, bob.id, { role: 'org:admin' })
    await updateOrganizationMembership(ctx, id, ada.id, role)
    await deleteUser(ctx, bob.id)
    const asked = { include_missing_member_with_elevated_permissions: true }
    expect(await getOrganization(ctx, id, asked)).toMatchObject({
      missing_member_with_elevated_permissions: true,
    })
    expect(users(await listOrganizationMemberships(ctx, id))).toEqual(['Ada'])
  },

  'a membership shows the current organization and user': async (world) => {
    const { ctx } = world
    const { bob, organization } = await founded(world)
    await updateOrganization(ctx, organization.id, { name: 'Looms' })
    await updateUser(ctx, bob.id, { first_name: 'Robert' })
    const { data } = await listUserOrganizationMemberships(ctx, bob.id)
    expect(data).toMatchObject([
      { organization: { name: 'Looms' }, public_user_data: { first_name: 'Robert' } },
    ])
  },

  'a membership with a role without permissions has permissions: null': async ({
    ctx,
    emulator,
  }) => {
    emulator.seed({ roles: [{ name: 'Guest', key: 'org:guest' }] })
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    const bob = await createUser(ctx, { username: 'bobby' })
    const member = { user_id: bob.id, role: 'org:guest' }
    const { permissions } = await createOrganizationMembership(ctx, id, member)
    expect(permissions).toBeNull()
    expect((await listOrganizationMemberships(ctx, id)).data).toMatchObject([{ permissions: null }])
  },

  'metadata is merged, up to 8 KB': async (world) => {
    const { ctx, refused } = world
    const { bob, organization } = await founded(world)
    const merge = (public_metadata: Record<string, unknown>) =>
      mergeOrganizationMembershipMetadata(ctx, organization.id, bob.id, { public_metadata })
    await merge({ desk: { floor: 1, window: true } })
    const merged = await merge({ desk: { window: null } })
    expect(merged.public_metadata).toEqual({ desk: { floor: 1 } })
    await refused(merge({ text: 'x'.repeat(8192) }), 422, 'form_param_exceeds_allowed_size')
  },

  'members are filtered by their role and by fields of the user': async (world) => {
    const { ctx, refused } = world
    const { ada, bob, organization } = await founded(world)
    const list = async (params: Parameters<typeof listOrganizationMemberships>[2]) =>
      users(await listOrganizationMemberships(ctx, organization.id, params))
    expect(await list({})).toEqual(['Bob', 'Ada'])
    expect(await list({ role: ['org:admin', 'org:none'] })).toEqual(['Ada'])
    expect(await list({ user_id: [`-${ada.id}`] })).toEqual(['Bob'])
    expect(await list({ user_id: [bob.id] })).toEqual(['Bob'])
    expect(await list({ email_address: ['ADA@example.com'] })).toEqual(['Ada'])
    expect(await list({ phone_number: ['+15555550100'] })).toEqual(['Ada'])
    expect(await list({ username: ['adaking'] })).toEqual(['Ada'])
    expect(await list({ query: 'love' })).toEqual(['Ada'])
    expect(await list({ name_query: 'bob' })).toEqual(['Bob'])
    expect(await list({ last_active_at_after: 0 })).toEqual([])
    expect(await list({ created_at_before: 0 })).toEqual([])
    expect(await list({ order_by: '-first_name' })).toEqual(['Bob', 'Ada'])
    expect(await list({ order_by: 'username' })).toEqual(['Ada', 'Bob'])
    expect(await list({ order_by: 'email_address', limit: 1, offset: 1 })).toEqual(['Bob'])
    await refused(
      listOrganizationMemberships(ctx, organization.id, { order_by: 'size' }),
      422,
      'form_param_value_invalid',
    )
    await refused(listOrganizationMemberships(ctx, 'org_none'), 404, 'resource_not_found')
  },

  'the instance lists the memberships of all organizations': async (world) => {
    const { ctx, refused } = world
    const { ada } = await founded(world)
    await createOrganization(ctx, { name: 'Looms', created_by: ada.id })
    const { data, total_count } = await listInstanceOrganizationMemberships(ctx, {
      order_by: 'first_name',
      limit: 2,
    })
    expect(total_count).toBe(3)
    expect(data.map(({ organization }) => organization.name)).toEqual(['Engines', 'Looms'])
    const bad = listInstanceOrganizationMemberships(ctx, { order_by: 'role' })
    await refused(bad, 422, 'form_param_value_invalid')
  },
}
