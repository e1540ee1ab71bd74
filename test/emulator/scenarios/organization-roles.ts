import {
  assignPermissionToOrganizationRole,
  createOrganization,
  createOrganizationInvitation,
  createOrganizationMembership,
  createOrganizationPermission,
  createOrganizationRole,
  createUser,
  deleteOrganizationMembership,
  deleteOrganizationRole,
  getOrganizationRole,
  getRoleSet,
  listOrganizationMemberships,
  listOrganizationRoles,
  removePermissionFromOrganizationRole,
  revokeOrganizationInvitation,
  updateOrganizationRole,
} from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios, World } from '../support/scenarios.ts'

const keys = ({ data }: { data: { key: string }[] }) => data.map(({ key }) => key)

const accountant = { name: 'Accountant', key: 'org:accountant', include_in_initial_role_set: true }

async function roleNamed({ ctx }: Pick<World, 'ctx'>, key: string) {
  const { data } = await listOrganizationRoles(ctx, { query: key })
  const [role] = data
  if (!role) throw new Error(`There is no role ${key}`)
  return role
}

export const scenarios: Scenarios = {
  'an instance starts with the roles admin and member': async ({ ctx, refused }) => {
    const { data, total_count } = await listOrganizationRoles(ctx)
    expect(total_count).toBe(2)
    expect(data).toMatchObject([
      { key: 'org:member', is_creator_eligible: false },
      { key: 'org:admin', is_creator_eligible: true },
    ])
    expect(keys(await listOrganizationRoles(ctx, { order_by: 'name' }))).toEqual([
      'org:admin',
      'org:member',
    ])
    await refused(listOrganizationRoles(ctx, { order_by: 'size' }), 422, 'form_param_value_invalid')
  },

  'a role is created, read, changed and deleted': async ({ ctx, refused }) => {
    const { id: read } = await createOrganizationPermission(ctx, {
      name: 'Read invoices',
      key: 'org:invoices:read',
    })
    const created = await createOrganizationRole(ctx, { ...accountant, permissions: [read] })
    expect(created).toMatchObject({ permissions: [{ key: 'org:invoices:read' }] })
    expect(await getOrganizationRole(ctx, created.id)).toEqual(created)
    const changed = await updateOrganizationRole(ctx, created.id, {
      key: 'org:cashier',
      permissions: [],
    })
    expect(changed).toMatchObject({ key: 'org:cashier', name: 'Accountant', permissions: [] })
    expect(keys(await listOrganizationRoles(ctx, { query: 'cash' }))).toEqual(['org:cashier'])
    expect(await deleteOrganizationRole(ctx, created.id)).toMatchObject({ deleted: true })
    const set = await getRoleSet(ctx, 'role_set:default')
    expect(set.roles.map(({ key }) => key)).toEqual(['org:admin', 'org:member'])
    for (const call of [getOrganizationRole, deleteOrganizationRole]) {
      await refused(call(ctx, created.id), 404, 'resource_not_found')
    }
    await refused(updateOrganizationRole(ctx, created.id, {}), 404, 'resource_not_found')
  },

  'the key of a role must be unique and well-formed': async ({ ctx, refused }) => {
    await createOrganizationRole(ctx, accountant)
    await refused(createOrganizationRole(ctx, accountant), 422, 'form_identifier_exists')
    for (const key of ['accountant', 'org:Accountant', 'org:']) {
      const bad = createOrganizationRole(ctx, { name: 'Accountant', key })
      await refused(bad, 422, 'form_param_format_invalid')
    }
    const other = await createOrganizationRole(ctx, { name: 'Other', key: 'org:another' })
    const read = await roleNamed({ ctx }, 'org:member')
    const changes = { key: accountant.key, permissions: read.permissions.map(({ id }) => id) }
    await refused(updateOrganizationRole(ctx, other.id, changes), 422, 'form_identifier_exists')
    expect(await getOrganizationRole(ctx, other.id)).toEqual(other)
    const unknown = { ...accountant, key: 'org:other', permissions: ['perm_none'] }
    await refused(createOrganizationRole(ctx, unknown), 404, 'resource_not_found')
  },

  'an instance has at most ten roles': async ({ ctx, refused }) => {
    for (let i = 0; i < 8; i++) await createOrganizationRole(ctx, { name: 'R', key: `org:r${i}` })
    await refused(
      createOrganizationRole(ctx, accountant),
      403,
      'organization_instance_roles_quota_exceeded',
    )
  },

  'a new key of a role appears in its memberships': async ({ ctx }) => {
    const { id } = await createOrganizationRole(ctx, accountant)
    const bob = await createUser(ctx, { username: 'bobby' })
    const organization = await createOrganization(ctx, { name: 'Engines' })
    const member = { user_id: bob.id, role: 'org:accountant' }
    await createOrganizationMembership(ctx, organization.id, member)
    await updateOrganizationRole(ctx, id, { key: 'org:cashier', name: 'Cashier' })
    const { data } = await listOrganizationMemberships(ctx, organization.id)
    expect(data).toMatchObject([{ role: 'org:cashier', role_name: 'Cashier' }])
  },

  'a permission is assigned to a role once, and removed': async (world) => {
    const { ctx, refused } = world
    const permission = await createOrganizationPermission(ctx, {
      name: 'Read invoices',
      key: 'org:invoices:read',
    })
    const { id } = await createOrganizationRole(ctx, accountant)
    const assigned = await assignPermissionToOrganizationRole(ctx, id, permission.id)
    expect(assigned.permissions).toEqual([permission])
    await refused(
      assignPermissionToOrganizationRole(ctx, id, permission.id),
      409,
      'organization_role_permission_association_exists',
    )
    const removed = await removePermissionFromOrganizationRole(ctx, id, permission.id)
    expect(removed.permissions).toEqual([])
    for (const call of [removePermissionFromOrganizationRole, assignPermissionToOrganizationRole]) {
      await refused(call(ctx, id, 'perm_none'), 404, 'resource_not_found')
    }
    const again = removePermissionFromOrganizationRole(ctx, id, permission.id)
    await refused(again, 404, 'resource_not_found')
  },

  'the role of creators cannot lose the permissions that creators need': async (world) => {
    const { ctx, refused } = world
    const admin = await roleNamed(world, 'org:admin')
    const code = 'organization_missing_creator_role_permissions'
    await refused(updateOrganizationRole(ctx, admin.id, { permissions: [] }), 422, code)
    const needed = admin.permissions.find(({ key }) => key === 'org:sys_memberships:manage')
    const removed = removePermissionFromOrganizationRole(ctx, admin.id, needed?.id ?? '')
    await refused(removed, 422, code)
    expect(await roleNamed(world, 'org:admin')).toEqual(admin)
  },

  'a role in use cannot be deleted': async (world) => {
    const { ctx, refused } = world
    const remove = (id: string) => deleteOrganizationRole(ctx, id)
    const admin = await roleNamed(world, 'org:admin')
    await refused(remove(admin.id), 422, 'organization_role_default_creator_role')
    const byDefault = await roleNamed(world, 'org:member')
    await refused(remove(byDefault.id), 422, 'organization_role_domain_default_role')

    const { id, key: role } = await createOrganizationRole(ctx, accountant)
    const bob = await createUser(ctx, { username: 'bobby' })
    const engines = await createOrganization(ctx, { name: 'Engines' })
    await createOrganizationMembership(ctx, engines.id, { user_id: bob.id, role })
    await refused(remove(id), 422, 'organization_role_assigned_members')
    await deleteOrganizationMembership(ctx, engines.id, bob.id)
    const invitation = { email_address: 'carol@example.com', role }
    const invited = await createOrganizationInvitation(ctx, engines.id, invitation)
    await refused(remove(id), 422, 'organization_role_exists_in_invitations')
    await revokeOrganizationInvitation(ctx, engines.id, invited.id)
    await remove(id)
  },
}
