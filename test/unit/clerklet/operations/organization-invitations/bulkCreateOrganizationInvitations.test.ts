import { bulkCreateOrganizationInvitations, ClerkResponseError } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { organizationInvitation } from '#fixtures/organizationInvitation.ts'

interceptRequests()

describe('bulkCreateOrganizationInvitations', () => {
  const route = '/v1/organizations/org_1/invitations/bulk'
  const item = { email_address: 'ada@example.com', role: 'org:member' }

  test('default', async () => {
    const items = [
      item,
      { ...item, email_address: 'alan@example.com', private_metadata: { desk: 7 } },
    ]
    const page = { data: [organizationInvitation(), organizationInvitation()], total_count: 2 }
    api().post(route, items).reply(200, page)

    await expect(bulkCreateOrganizationInvitations(ctx, 'org_1', items)).resolves.toEqual(page)
  })

  test('error: a bare array, as of the other bulk operations, is not a page', async () => {
    api().post(route).reply(200, [organizationInvitation()])

    const lenient = { ...ctx, onDrift: undefined }
    const error = await bulkCreateOrganizationInvitations(lenient, 'org_1', [item]).catch((e) => e)

    expect(error).toBeInstanceOf(ClerkResponseError)
    expect(error.issues).toEqual([{ path: '', expected: 'object', received: 'array' }])
  })
})
