import {
  addRolesToRoleSet,
  createOrganization,
  createOrganizationMembership,
  createOrganizationRole,
  createRoleSet,
  createUser,
  getInstanceOrganizationSettings,
  getOrganization,
  getRoleSet,
  listOrganizationMemberships,
  listRoleSets,
  replaceRoleInRoleSet,
  replaceRoleSet,
  updateOrganization,
  updateRoleSet,
} from 'clerklet'
import { expect } from 'vitest'
import { eventsAbout } from '../support/events.ts'
import type { Scenarios, World } from '../support/scenarios.ts'

const roles = ({ data }: { data: { role: string }[] }) => data.map(({ role }) => role)

/** Returns the id of the organization in each event organizationMembership.updated. */
const roleEvents = ({ emulator }: World) =>
  eventsAbout(emulator, 'organizationMembership')
    .filter(({ type }) => type === 'organizationMembership.updated')
    .map(({ data }) => (data.organization as { id: string }).id)

/** Creates a role set with the roles admin and pupil, and an organization of which a pupil is a member. */
async function school({ ctx }: Pick<World, 'ctx'>) {
  await createOrganizationRole(ctx, { name: 'Pupil', key: 'org:pupil' })
  const set = await createRoleSet(ctx, {
    name: 'Schools',
    default_role_key: 'org:pupil',
    creator_role_key: 'org:admin',
    roles: ['org:admin', 'org:pupil'],
  })
  const bob = await createUser(ctx, { username: 'bobby' })
  const organization = await createOrganization(ctx, { name: 'School', role_set_key: set.key })
  const pupil = { user_id: bob.id, role: 'org:pupil' }
  await createOrganizationMembership(ctx, organization.id, pupil)
  return { set, organization }
}

export const scenarios: Scenarios = {
  'an instance starts with an initial role set': async ({ ctx, refused }) => {
    const { data, total_count } = await listRoleSets(ctx)
    expect(total_count).toBe(1)
    expect(data).toMatchObject([
      {
        key: 'role_set:default',
        type: 'initial',
        default_role: { key: 'org:member' },
        creator_role: { key: 'org:admin' },
      },
    ])
    await refused(listRoleSets(ctx, { order_by: 'size' }), 422, 'form_param_value_invalid')
  },

  'a role set is created, read by key and id, and counts its members': async (world) => {
    const { ctx, refused } = world
    const { set, organization } = await school(world)
    expect(set).toMatchObject({ key: 'role_set:schools', type: 'custom' })
    expect(organization.role_set_key).toBe('role_set:schools')
    const read = await getRoleSet(ctx, set.id)
    expect(read).toMatchObject({
      roles: [
        { key: 'org:admin', members_count: 0, has_members: false },
        { key: 'org:pupil', members_count: 1, has_members: true },
      ],
    })
    expect(await getRoleSet(ctx, set.key)).toEqual(read)
    await refused(getRoleSet(ctx, 'role_set:none'), 404, 'resource_not_found')
    expect((await listRoleSets(ctx, { query: 'scho' })).data).toEqual([read])
  },

  'a role set needs a unique key, a default role and a role for creators': async (world) => {
    const { ctx, refused } = world
    await school(world)
    const params = {
      name: 'Other',
      default_role_key: 'org:pupil',
      creator_role_key: 'org:admin',
      roles: ['org:admin', 'org:pupil'],
    }
    const create = (more: object) => createRoleSet(ctx, { ...params, ...more })
    await refused(create({ key: 'role_set:schools' }), 422, 'form_identifier_exists')
    await refused(create({ key: 'schools' }), 422, 'form_param_format_invalid')
    await refused(create({ roles: ['org:none'] }), 404, 'resource_not_found')
    await refused(create({ roles: [] }), 422, 'form_param_value_invalid')
    await refused(create({ default_role_key: 'org:member' }), 422, 'form_param_value_invalid')
    await refused(
      create({ creator_role_key: 'org:pupil' }),
      422,
      'organization_missing_creator_role_permissions',
    )
  },

  'only one role set is the initial one': async (world) => {
    const { ctx, refused } = world
    const { set } = await school(world)
    await updateRoleSet(ctx, set.id, { type: 'initial', name: 'All schools' })
    expect(await getRoleSet(ctx, 'role_set:default')).toMatchObject({ type: 'custom' })
    const organization = await createOrganization(ctx, { name: 'New' })
    expect(organization.role_set_key).toBe('role_set:schools')
    await refused(updateRoleSet(ctx, 'role_set:none', {}), 404, 'resource_not_found')
    const outside = updateRoleSet(ctx, set.id, { default_role_key: 'org:member' })
    await refused(outside, 422, 'form_param_value_invalid')
    const custom = updateRoleSet(ctx, set.id, { type: 'custom' })
    await refused(custom, 422, 'form_param_value_invalid')
  },

  'roles are added, and one of them becomes the default': async (world) => {
    const { ctx, refused } = world
    const { set } = await school(world)
    const added = await addRolesToRoleSet(ctx, set.key, {
      role_keys: ['org:member', 'org:pupil'],
      default_role_key: 'org:member',
    })
    expect(added.roles.map(({ key }) => key)).toEqual(['org:admin', 'org:pupil', 'org:member'])
    expect(added.default_role?.key).toBe('org:member')
    await createOrganizationRole(ctx, { name: 'Guest', key: 'org:guest' })
    const unfit = { role_keys: ['org:guest'], creator_role_key: 'org:guest' }
    const code = 'organization_missing_creator_role_permissions'
    await refused(addRolesToRoleSet(ctx, set.key, unfit), 422, code)
    const kept = await getRoleSet(ctx, set.key)
    expect(kept.roles).toHaveLength(3)
  },

  'a role is replaced by another, which its members get': async (world) => {
    const { ctx, refused } = world
    const { set, organization } = await school(world)
    await addRolesToRoleSet(ctx, set.key, { role_keys: ['org:member'] })
    const replace = (role_key: string, to_role_key: string) =>
      replaceRoleInRoleSet(ctx, set.key, { role_key, to_role_key })
    await refused(replace('org:pupil', 'org:none'), 404, 'resource_not_found')
    await refused(replace('org:pupil', 'org:pupil'), 422, 'form_param_value_invalid')
    const changed = await replace('org:pupil', 'org:member')
    expect(changed.roles.map(({ key }) => key)).toEqual(['org:admin', 'org:member'])
    expect(changed.default_role?.key).toBe('org:member')
    expect(roles(await listOrganizationMemberships(ctx, organization.id))).toEqual(['org:member'])
    expect(roleEvents(world)).toEqual([organization.id])
    await replace('org:member', 'org:admin')
    await addRolesToRoleSet(ctx, set.key, { role_keys: ['org:pupil'] })
    // No event is emitted, because no member has the role `org:pupil` now.
    await replace('org:pupil', 'org:admin')
    expect(roleEvents(world)).toEqual([organization.id, organization.id])
  },

  'a role set is replaced by another, which its organizations get': async (world) => {
    const { ctx, refused } = world
    const { set, organization } = await school(world)
    const replace = (reassignment_mappings?: Record<string, string>) =>
      replaceRoleSet(ctx, set.key, {
        dest_role_set_key: 'role_set:default',
        reassignment_mappings,
      })
    await refused(replace(), 422, 'form_param_missing')
    await refused(replace({ 'org:pupil': 'org:none' }), 404, 'resource_not_found')
    expect(await replace({ 'org:pupil': 'org:member' })).toMatchObject({ deleted: true })
    expect(await getOrganization(ctx, organization.id)).toMatchObject({
      role_set_key: 'role_set:default',
    })
    expect(roles(await listOrganizationMemberships(ctx, organization.id))).toEqual(['org:member'])
    expect(roleEvents(world)).toEqual([organization.id])
    await refused(getRoleSet(ctx, set.key), 404, 'resource_not_found')
  },

  'members whose role is not in a new role set get its default role': async (world) => {
    const { ctx } = world
    const { organization } = await school(world)
    await updateOrganization(ctx, organization.id, { role_set_key: 'role_set:default' })
    expect(roles(await listOrganizationMemberships(ctx, organization.id))).toEqual(['org:member'])
    expect(roleEvents(world)).toEqual([organization.id])
  },

  'the organization settings show the initial role set and its roles': async (world) => {
    const { ctx } = world
    const { set } = await school(world)
    await updateRoleSet(ctx, set.id, { type: 'initial' })
    expect(await getInstanceOrganizationSettings(ctx)).toMatchObject({
      initial_role_set_key: 'role_set:schools',
      creator_role: 'org:admin',
      domains_default_role: 'org:pupil',
    })
  },
}
