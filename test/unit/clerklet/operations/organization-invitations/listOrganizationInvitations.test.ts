import { ClerkConfigError, listOrganizationInvitations } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { organizationInvitation } from '#fixtures/organizationInvitation.ts'

interceptRequests()

describe('listOrganizationInvitations', () => {
  const route = '/v1/organizations/org_1/invitations'

  test('default', async () => {
    const page = { data: [organizationInvitation()], total_count: 1 }
    api().get(route).reply(200, page)

    await expect(listOrganizationInvitations(ctx, 'org_1')).resolves.toEqual(page)
  })

  test('args: status, one', async () => {
    api().get(`${route}?status=pending`).reply(200, { data: [], total_count: 0 })

    const { data } = await listOrganizationInvitations(ctx, 'org_1', { status: 'pending' })

    expect(data).toEqual([])
  })

  test('args: status, several repeat their key', async () => {
    api().get(`${route}?status=pending&status=expired`).reply(200, { data: [], total_count: 0 })

    const { data } = await listOrganizationInvitations(ctx, 'org_1', {
      status: ['pending', 'expired'],
    })

    expect(data).toEqual([])
  })

  test('error: an organization id that would change the path is refused', async () => {
    await expect(listOrganizationInvitations(ctx, '..')).rejects.toThrow(ClerkConfigError)
  })
})
