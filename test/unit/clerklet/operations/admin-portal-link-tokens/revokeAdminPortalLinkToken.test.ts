import { revokeAdminPortalLinkToken } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { adminPortalLinkToken } from '#fixtures/adminPortalLinkToken.ts'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('revokeAdminPortalLinkToken', () => {
  test('default', async () => {
    api().post('/v1/admin_portal_link_tokens/aplt_1/revoke', {}).reply(200, adminPortalLinkToken())

    await expect(revokeAdminPortalLinkToken(ctx, 'aplt_1')).resolves.toEqual(adminPortalLinkToken())
  })

  test('args: params', async () => {
    api()
      .post('/v1/admin_portal_link_tokens/aplt_1/revoke', { revocation_reason: null })
      .reply(200, adminPortalLinkToken())

    await expect(
      revokeAdminPortalLinkToken(ctx, 'aplt_1', { revocation_reason: null }),
    ).resolves.toMatchObject({ id: 'aplt_1' })
  })
})
