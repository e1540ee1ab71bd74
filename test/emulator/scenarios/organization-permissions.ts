import {
  createOrganizationPermission,
  createOrganizationRole,
  deleteOrganizationPermission,
  getOrganizationPermission,
  getOrganizationRole,
  listOrganizationPermissions,
  updateOrganizationPermission,
} from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

const read = { name: 'Read invoices', key: 'org:invoices:read' }

export const scenarios: Scenarios = {
  'a permission is created, read, changed and deleted': async ({ ctx, refused }) => {
    const created = await createOrganizationPermission(ctx, read)
    expect(created).toMatchObject({ type: 'user', description: '' })
    expect(await getOrganizationPermission(ctx, created.id)).toEqual(created)
    const changed = await updateOrganizationPermission(ctx, created.id, {
      key: 'org:bills:read',
      description: 'See the bills',
    })
    expect(changed).toMatchObject({ name: read.name, description: 'See the bills' })
    const role = await createOrganizationRole(ctx, {
      name: 'Accountant',
      key: 'org:accountant',
      permissions: [created.id],
    })
    await deleteOrganizationPermission(ctx, created.id)
    expect(await getOrganizationRole(ctx, role.id)).toMatchObject({ permissions: [] })
    for (const call of [getOrganizationPermission, deleteOrganizationPermission]) {
      await refused(call(ctx, created.id), 404, 'resource_not_found')
    }
    await createOrganizationPermission(ctx, { ...read, key: 'org:bills:read' })
  },

  'the key of a permission must be unique and well-formed': async ({ ctx, refused }) => {
    await createOrganizationPermission(ctx, read)
    await refused(createOrganizationPermission(ctx, read), 422, 'form_identifier_exists')
    for (const key of ['invoices:read', 'org:invoices', 'org:a:b:c', 'org:sys_profile:read']) {
      const bad = createOrganizationPermission(ctx, { ...read, key })
      await refused(bad, 422, 'form_param_format_invalid')
    }
  },

  'a system permission cannot be changed or deleted': async ({ ctx, refused }) => {
    const { data } = await listOrganizationPermissions(ctx, { query: 'sys_profile:manage' })
    const { id = '', type } = data[0] ?? {}
    expect(type).toBe('system')
    const code = 'organization_system_permission_not_modifiable'
    await refused(updateOrganizationPermission(ctx, id, { name: 'Mine' }), 403, code)
    await refused(deleteOrganizationPermission(ctx, id), 403, code)
  },

  'permissions are searched and ordered': async ({ ctx, refused }) => {
    const { id } = await createOrganizationPermission(ctx, read)
    for (const query of ['INVOICES', 'read inv', id]) {
      const { data, total_count } = await listOrganizationPermissions(ctx, { query })
      expect(data.map(({ key }) => key)).toEqual([read.key])
      expect(total_count).toBe(1)
    }
    const { data } = await listOrganizationPermissions(ctx, { order_by: 'key', limit: 1 })
    expect(data).toMatchObject([{ key: read.key }])
    const bad = listOrganizationPermissions(ctx, { order_by: 'type' })
    await refused(bad, 422, 'form_param_value_invalid')
  },
}
