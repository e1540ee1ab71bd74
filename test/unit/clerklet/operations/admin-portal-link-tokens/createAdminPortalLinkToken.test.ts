import { createAdminPortalLinkToken } from 'clerklet'
import { describe, expect, test } from 'vitest'
import { adminPortalLinkToken } from '#fixtures/adminPortalLinkToken.ts'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

describe('createAdminPortalLinkToken', () => {
  test('default', async () => {
    api()
      .post('/v1/admin_portal_link_tokens', {})
      .reply(201, { ...adminPortalLinkToken(), token: 'secret' })

    await expect(createAdminPortalLinkToken(ctx)).resolves.toHaveProperty('token', 'secret')
  })

  test('args: params', async () => {
    api()
      .post('/v1/admin_portal_link_tokens', { organization_id: 'org_1' })
      .reply(201, { ...adminPortalLinkToken(), token: 'secret' })

    await expect(
      createAdminPortalLinkToken(ctx, { organization_id: 'org_1' }),
    ).resolves.toMatchObject({ id: 'aplt_1' })
  })
})
