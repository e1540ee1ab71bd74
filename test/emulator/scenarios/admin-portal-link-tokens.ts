import {
  createAdminPortalLinkToken,
  createOrganization,
  revokeAdminPortalLinkToken,
} from 'clerklet'
import { expect } from 'vitest'
import type { Scenarios } from '../support/scenarios.ts'

export const scenarios: Scenarios = {
  'a token has its secret when it is created, but not when it is revoked': async ({
    ctx,
    refused,
  }) => {
    const { id } = await createOrganization(ctx, { name: 'Engines' })
    const created = await createAdminPortalLinkToken(ctx, { organization_id: id, scopes: ['sso'] })
    expect(created).toMatchObject({
      organization_id: id,
      scopes: ['sso'],
      revoked: false,
      expiration: created.created_at + 3_600_000,
    })
    const { token, ...rest } = created
    expect(token).not.toBe('')
    const revoked = await revokeAdminPortalLinkToken(ctx, created.id, { revocation_reason: 'lost' })
    expect(revoked).toEqual({ ...rest, revoked: true, revocation_reason: 'lost' })
    const unknown = revokeAdminPortalLinkToken(ctx, 'aplt_none')
    await refused(unknown, 404, 'resource_not_found')
  },

  'a token is valid for at most a day, and needs an existing organization': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const long = createAdminPortalLinkToken(ctx, { seconds_until_expiration: 86_401 })
    await refused(long, 422, 'form_param_value_invalid')
    const nowhere = createAdminPortalLinkToken(ctx, { organization_id: 'org_none' })
    await refused(nowhere, 404, 'resource_not_found')
    const { id } = await createAdminPortalLinkToken(ctx, { seconds_until_expiration: 60 })
    await emulator.clock.advance('60s')
    expect(await revokeAdminPortalLinkToken(ctx, id)).toMatchObject({ expired: true })
  },
}
