import {
  createDirectory,
  createDirectoryGroupRoleMapping,
  createEnterpriseConnection,
  createOrganizationRole,
  createScimDirectory,
  createScimGroupRoleMapping,
  deleteDirectory,
  deleteDirectoryGroupRoleMapping,
  deleteEnterpriseConnection,
  deleteOrganizationRole,
  deleteScimDirectory,
  deleteScimGroupRoleMapping,
  getDirectory,
  getScimDirectory,
  listDirectories,
  listDirectoryGroupRoleMappings,
  listOrganizationRoles,
  listScimDirectories,
  listScimGroupRoleMappings,
  replaceDirectoryGroupRoleMappings,
  replaceScimGroupRoleMappings,
  rotateDirectoryApiKey,
  rotateScimDirectoryApiKey,
  updateDirectory,
  updateScimDirectory,
} from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios, World } from '../support/scenarios.ts'

/** Creates a connection. Returns the params of a directory for it, and the ids of the roles admin and member. */
async function connected({ ctx }: Pick<World, 'ctx'>) {
  const connection = await createEnterpriseConnection(ctx, {
    name: 'Acme',
    provider: 'saml_okta',
    domains: ['acme.example'],
    custom_attributes: [{ name: 'Team', key: 'team', directory_path: 'team' }],
  })
  const { data } = await listOrganizationRoles(ctx, { order_by: 'key' })
  const [admin = '', member = ''] = data.map(({ id }) => id)
  return { params: { enterprise_connection_id: connection.id, provider: 'okta' }, admin, member }
}

export const scenarios: Scenarios = {
  'a directory is created, read, changed, listed and deleted': async (world) => {
    const { ctx, refused } = world
    const { params } = await connected(world)
    const { api_key, ...created } = await createDirectory(ctx, params)
    expect(api_key).toMatch(/^ak_/)
    expect(created).toMatchObject({ name: 'Acme', custom_attributes: [{ key: 'team' }] })
    expect(await getDirectory(ctx, created.id)).toEqual(created)
    await refused(createDirectory(ctx, params), 400, 'duplicate_record')
    const changed = await updateDirectory(ctx, created.id, {
      enabled: false,
      attribute_mapping: { nickname: 'nickName', first_name: null },
    })
    expect(changed.enabled).toBe(false)
    expect(changed.attribute_mapping).toMatchObject({ nickname: 'nickName' })
    expect(changed.attribute_mapping).not.toHaveProperty('first_name')
    expect(await listDirectories(ctx)).toEqual({ data: [changed], total_count: 1 })
    const rotated = await rotateDirectoryApiKey(ctx, created.id)
    expect(rotated.api_key).toMatch(/^ak_/)
    expect(rotated.api_key).not.toBe(api_key)
    await deleteDirectory(ctx, created.id)
    for (const call of [getDirectory, deleteDirectory, rotateDirectoryApiKey]) {
      await refused(call(ctx, created.id), 404, 'resource_not_found')
    }
    await refused(updateDirectory(ctx, created.id, {}), 404, 'resource_not_found')
    const nowhere = { ...params, enterprise_connection_id: 'entconn_none' }
    await refused(createDirectory(ctx, nowhere), 422, 'form_resource_not_found')
    await refused(listDirectories({ ...ctx, secretKey: 'sk_test_x' }), 401, 'clerk_key_invalid')
  },

  'both APIs show the same directories under their own names': async (world) => {
    const { ctx, refused } = world
    const { params, admin } = await connected(world)
    const { api_key, ...created } = await createScimDirectory(ctx, {
      ...params,
      name: 'People',
      group_role_mappings: [{ scim_group_id: 'bosses', role_id: admin }],
    })
    expect(api_key).toMatch(/^ak_/)
    expect(created.object).toBe('scim_directory')
    expect(await getDirectory(ctx, created.id)).toEqual({ ...created, object: 'directory' })
    expect(await getScimDirectory(ctx, created.id)).toEqual(created)
    const { data } = await listDirectoryGroupRoleMappings(ctx, created.id)
    const scim = await listScimGroupRoleMappings(ctx, created.id)
    expect(scim.data).toEqual(data.map((one) => ({ ...one, object: 'scim_group_role_mapping' })))
    expect(data).toMatchObject([{ directory_group_id: 'bosses', role: { key: 'org:admin' } }])
    const changed = await updateScimDirectory(ctx, created.id, { name: 'Staff' })
    expect(await listScimDirectories(ctx)).toEqual({ data: [changed], total_count: 1 })
    expect((await rotateScimDirectoryApiKey(ctx, created.id)).api_key).toMatch(/^ak_/)
    await deleteScimDirectory(ctx, created.id)
    for (const call of [getScimDirectory, deleteScimDirectory, rotateScimDirectoryApiKey]) {
      await refused(call(ctx, created.id), 404, 'resource_not_found')
    }
    await refused(updateScimDirectory(ctx, created.id, {}), 404, 'resource_not_found')
    await refused(listScimDirectories({ ...ctx, secretKey: 'sk_test_x' }), 401, 'clerk_key_invalid')
    const nowhere = { ...params, enterprise_connection_id: 'entconn_none' }
    await refused(createScimDirectory(ctx, nowhere), 422, 'form_resource_not_found')
  },

  'mappings give roles to groups, in an order of precedence': async (world) => {
    const { ctx, refused } = world
    const { params, admin, member } = await connected(world)
    const { id } = await createDirectory(ctx, params)
    const all = { directory_group_id: 'all', role_id: member }
    const add = (more: object) => createDirectoryGroupRoleMapping(ctx, id, { ...all, ...more })
    expect(await getDirectory(ctx, id)).toMatchObject({ group_role_mapping_enabled: false })
    expect(await add({})).toMatchObject({ precedence: 1, scim_group_id: 'all' })
    await add({ directory_group_id: 'bosses', role_id: admin, precedence: 1 })
    const order = async () =>
      (await listDirectoryGroupRoleMappings(ctx, id)).data.map((one) => [
        one.directory_group_id,
        one.precedence,
      ])
    expect(await order()).toEqual([
      ['bosses', 1],
      ['all', 2],
    ])
    await refused(add({}), 400, 'duplicate_record')
    await refused(add({ scim_group_id: 'other' }), 422, 'form_param_value_invalid')
    await refused(add({ directory_group_id: undefined }), 422, 'form_param_missing')
    const guests = { directory_group_id: 'guests' }
    await refused(add({ ...guests, role_id: 'role_none' }), 404, 'resource_not_found')
    await refused(add({ ...guests, precedence: 0 }), 422, 'form_param_value_invalid')

    const replaced = await replaceDirectoryGroupRoleMappings(ctx, id, {
      mappings: [{ ...guests, role_id: member }, all],
    })
    expect(replaced.total_count).toBe(2)
    expect(await order()).toEqual([
      ['guests', 1],
      ['all', 2],
    ])
    const twice = replaceDirectoryGroupRoleMappings(ctx, id, { mappings: [all, all] })
    await refused(twice, 422, 'form_param_duplicate')
    const mapping = replaced.data[0]?.id ?? ''
    const remove = () => deleteDirectoryGroupRoleMapping(ctx, id, mapping)
    expect(await remove()).toMatchObject({ id: mapping, deleted: true })
    await refused(remove(), 404, 'resource_not_found')
    expect(await order()).toEqual([['all', 2]])
    const list = listDirectoryGroupRoleMappings(ctx, 'scim_none')
    await refused(list, 404, 'resource_not_found')
  },

  'the SCIM API also maps groups to roles': async (world) => {
    const { ctx, refused } = world
    const { params, member } = await connected(world)
    const { id } = await createScimDirectory(ctx, params)
    const all = { scim_group_id: 'all', role_id: member }
    expect(await getScimDirectory(ctx, id)).toMatchObject({ group_role_mapping_enabled: false })
    const unknownRole = { scim_group_id: 'all', role_id: 'role_none' }
    await refused(createScimGroupRoleMapping(ctx, id, unknownRole), 404, 'resource_not_found')
    const mappings = [all, all]
    await refused(replaceScimGroupRoleMappings(ctx, id, { mappings }), 422, 'form_param_duplicate')
    const created = await createScimGroupRoleMapping(ctx, id, all)
    expect(await listScimGroupRoleMappings(ctx, id)).toEqual({ data: [created], total_count: 1 })
    await refused(deleteScimGroupRoleMapping(ctx, id, 'none'), 404, 'resource_not_found')
    expect(await deleteScimGroupRoleMapping(ctx, id, created.id)).toMatchObject({
      object: 'scim_group_role_mapping',
      deleted: true,
    })
    const replaced = await replaceScimGroupRoleMappings(ctx, id, { mappings: [all] })
    expect(replaced.total_count).toBe(1)
    await refused(listScimGroupRoleMappings(ctx, 'scim_none'), 404, 'resource_not_found')
  },

  'a mapping is deleted with its role': async (world) => {
    const { ctx } = world
    const { params } = await connected(world)
    const { id: role_id } = await createOrganizationRole(ctx, { name: 'Guest', key: 'org:guest' })
    const { id } = await createDirectory(ctx, {
      ...params,
      group_role_mappings: [{ directory_group_id: 'guests', role_id }],
    })
    await deleteOrganizationRole(ctx, role_id)
    const none = { data: [], total_count: 0 }
    expect(await listDirectoryGroupRoleMappings(ctx, id)).toEqual(none)
  },

  'a directory is deleted with its connection': async (world) => {
    const { ctx, refused } = world
    const { params } = await connected(world)
    const { id } = await createDirectory(ctx, params)
    await deleteEnterpriseConnection(ctx, params.enterprise_connection_id)
    await refused(getDirectory(ctx, id), 404, 'resource_not_found')
  },
}
