import {
  createAllowlistIdentifier,
  createBlocklistIdentifier,
  createRedirectUrl,
  deleteAllowlistIdentifier,
  deleteBlocklistIdentifier,
  deleteRedirectUrl,
  getRedirectUrl,
  listAllowlistIdentifiers,
  listBlocklistIdentifiers,
  listInvitations,
  listRedirectUrls,
} from 'clerklet'
import { expect } from 'vitest'
import { eventsOf } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

export const scenarios: Scenarios = {
  'identifiers are allowed, and invited with notify': async ({ ctx, emulator, refused }) => {
    emulator.seed({ allowlist: [{ id: 'alid_1', identifier: '*@example.com' }] })
    const allowed = await createAllowlistIdentifier(ctx, {
      identifier: 'Ada@example.org',
      notify: true,
    })
    expect(allowed).toMatchObject({
      identifier: 'ada@example.org',
      identifier_type: 'email_address',
      instance_id: emulator.instance.id,
    })
    expect(await listInvitations(ctx)).toMatchObject({ data: [{ id: allowed.invitation_id }] })
    await createAllowlistIdentifier(ctx, { identifier: '+15555550100', notify: true })
    expect(eventsOf(emulator, 'sms')).toHaveLength(1)
    const { data } = await listAllowlistIdentifiers(ctx)
    expect(data.map((one) => one.identifier)).toEqual([
      '+15555550100',
      'ada@example.org',
      '*@example.com',
    ])
    await deleteAllowlistIdentifier(ctx, 'alid_1')
    await refused(deleteAllowlistIdentifier(ctx, 'alid_1'), 404, 'resource_not_found')
    const again = createAllowlistIdentifier(ctx, { identifier: 'ada@example.org' })
    await refused(again, 400, 'duplicate_record')
    const stranger = { ...ctx, secretKey: 'sk_test_stranger' }
    await refused(listAllowlistIdentifiers(stranger), 401, 'clerk_key_invalid')
  },

  'identifiers are blocked': async ({ ctx, refused }) => {
    const wallet = `0x${'a'.repeat(40)}`
    const blocked = await createBlocklistIdentifier(ctx, { identifier: wallet })
    expect(blocked).toMatchObject({ identifier: wallet, identifier_type: 'web3_wallet' })
    await refused(createBlocklistIdentifier(ctx, { identifier: wallet }), 400, 'duplicate_record')
    await refused(
      createBlocklistIdentifier(ctx, { identifier: 'x' }),
      422,
      'form_param_format_invalid',
    )
    expect(await listBlocklistIdentifiers(ctx)).toEqual({ data: [blocked], total_count: 1 })
    await deleteBlocklistIdentifier(ctx, blocked.id ?? '')
    await refused(deleteBlocklistIdentifier(ctx, 'blid_no'), 404, 'resource_not_found')
    const stranger = { ...ctx, secretKey: 'sk_test_stranger' }
    await refused(listBlocklistIdentifiers(stranger), 401, 'clerk_key_invalid')
  },

  'a redirect URL is created, read, listed and deleted': async ({ ctx, emulator, refused }) => {
    emulator.seed({ redirectUrls: [{ id: 'ru_1', url: 'my-app://callback' }] })
    const { id, ...created } = await createRedirectUrl(ctx, { url: 'https://app.example.com/back' })
    expect(await getRedirectUrl(ctx, id)).toMatchObject(created)
    const { data } = await listRedirectUrls(ctx)
    expect(data.map((one) => one.id)).toEqual([id, 'ru_1'])
    await refused(createRedirectUrl(ctx, { url: created.url }), 400, 'duplicate_record')
    await refused(createRedirectUrl(ctx, { url: 'app' }), 422, 'form_param_format_invalid')
    await refused(createRedirectUrl(ctx, { url: 'http://example.com' }), 422, 'insecure_url')
    await createRedirectUrl(ctx, { url: 'http://localhost:3000' })
    await deleteRedirectUrl(ctx, id)
    for (const call of [getRedirectUrl, deleteRedirectUrl]) {
      await refused(call(ctx, id), 404, 'resource_not_found')
    }
    const stranger = { ...ctx, secretKey: 'sk_test_stranger' }
    await refused(listRedirectUrls(stranger), 401, 'clerk_key_invalid')
  },
}
