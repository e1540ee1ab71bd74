import {
  deleteEmailAddress,
  deleteUserExternalAccount,
  deleteUserPasskey,
  deleteUserWeb3Wallet,
  getUser,
  listUserBiometricCredentials,
  listUserOAuthAccessTokens,
  listUserTrustedDevices,
  revokeUserBiometricCredential,
  revokeUserTrustedDevice,
} from 'clerklet'
import { expect } from 'vitest'
import { eventsAbout } from '../support/events.ts'
import type { Scenarios } from '../support/scenarios.ts'

const USER = 'user_ada'

export const scenarios: Scenarios = {
  'a passkey is deleted, and the user gets an e-mail about it': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({
      users: [{ id: USER, email_address: ['ada@example.com'], passkeys: ['laptop', 'phone'] }],
    })
    const id = (await getUser(ctx, USER)).passkeys[0]?.id ?? ''
    expect(await deleteUserPasskey(ctx, USER, id)).toEqual({ object: 'passkey', id, deleted: true })
    expect(await getUser(ctx, USER)).toMatchObject({ passkeys: [{ name: 'phone' }] })
    expect(eventsAbout(emulator, 'email')).toMatchObject([
      { data: { to_email_address: 'ada@example.com', user_id: USER, slug: 'passkey_removed' } },
    ])
    await refused(deleteUserPasskey(ctx, USER, id), 404, 'resource_not_found')
  },

  'a biometric credential is listed until it is revoked': async ({ ctx, emulator, refused }) => {
    const seeded = { platform: 'android', app_identifier: 'com.example.app' } as const
    emulator.seed({
      users: [
        { id: USER, username: 'ada', biometric_credentials: [{ id: 'tdev_1', ...seeded }, seeded] },
        { id: 'user_b', username: 'b' },
      ],
    })
    const { data, total_count } = await listUserBiometricCredentials(ctx, USER)
    expect(total_count).toBe(2)
    expect(data[0]).toMatchObject({ id: 'tdev_1', object: 'trusted_device', status: 'active' })
    const revoke = (user: string, id = 'tdev_1') => revokeUserBiometricCredential(ctx, user, id)
    await refused(revoke('user_b'), 404, 'resource_not_found')
    await refused(revoke(USER, 'tdev_no'), 404, 'resource_not_found')
    emulator.clock.advance('1m')
    const now = emulator.clock.now()
    expect(await revoke(USER)).toMatchObject({
      id: 'tdev_1',
      status: 'revoked',
      revoked_at: now,
      updated_at: now,
    })
    expect(await listUserBiometricCredentials(ctx, USER)).toEqual({
      data: data.slice(1),
      total_count: 1,
    })
    await refused(revoke(USER), 404, 'resource_not_found')
    await refused(listUserBiometricCredentials(ctx, 'user_no'), 404, 'resource_not_found')
  },

  'the deprecated operations return biometric credentials as trusted devices': async ({
    ctx,
    emulator,
  }) => {
    const seeded = { id: 'tdev_1', platform: 'ios', app_identifier: 'com.example.app' } as const
    emulator.seed({ users: [{ id: USER, username: 'ada', biometric_credentials: [seeded] }] })
    expect(await listUserTrustedDevices(ctx, USER)).toEqual(
      await listUserBiometricCredentials(ctx, USER),
    )
    await revokeUserTrustedDevice(ctx, USER, 'tdev_1')
    expect(await listUserBiometricCredentials(ctx, USER)).toEqual({ data: [], total_count: 0 })
  },

  'a trusted device is listed until it is revoked': async ({ ctx, emulator, refused }) => {
    emulator.seed({
      users: [
        {
          id: USER,
          username: 'ada',
          trusted_devices: [{ id: 'tdev_1', platform: 'ios', app_identifier: 'com.example.app' }],
        },
        { id: 'user_b', username: 'b' },
      ],
    })
    expect(await listUserTrustedDevices(ctx, USER)).toMatchObject({
      data: [{ id: 'tdev_1', status: 'active' }],
      total_count: 1,
    })
    await refused(revokeUserTrustedDevice(ctx, 'user_b', 'tdev_1'), 404, 'resource_not_found')
    expect(await revokeUserTrustedDevice(ctx, USER, 'tdev_1')).toMatchObject({
      status: 'revoked',
      revoked_at: emulator.clock.now(),
    })
    expect(await listUserTrustedDevices(ctx, USER)).toEqual({ data: [], total_count: 0 })
    await refused(revokeUserTrustedDevice(ctx, USER, 'tdev_1'), 404, 'resource_not_found')
    await refused(listUserTrustedDevices(ctx, 'user_no'), 404, 'resource_not_found')
  },

  'a wallet is deleted, unless it is the last identification': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({
      users: [{ id: USER, web3_wallet: [`0x${'a'.repeat(40)}`, `0x${'b'.repeat(40)}`] }],
    })
    const [first, second] = (await getUser(ctx, USER)).web3_wallets.map((one) => one.id ?? '')
    expect(await deleteUserWeb3Wallet(ctx, USER, first ?? '')).toMatchObject({ deleted: true })
    expect(await getUser(ctx, USER)).toMatchObject({ primary_web3_wallet_id: second })
    await refused(
      deleteUserWeb3Wallet(ctx, USER, second ?? ''),
      400,
      'last_required_identification_deletion_failed',
    )
    await refused(deleteUserWeb3Wallet(ctx, USER, 'idn_no'), 404, 'resource_not_found')
  },

  'a connected account keeps its address and its token until it is deleted': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({
      users: [
        {
          id: USER,
          username: 'ada',
          email_address: ['ada@example.com'],
          external_accounts: [
            {
              provider: 'oauth_google',
              provider_user_id: '42',
              email_address: 'ada@example.com',
              approved_scopes: 'email profile',
              access_token: 'a token of Google',
            },
          ],
        },
      ],
    })
    const user = await getUser(ctx, USER)
    const email = user.email_addresses[0]?.id ?? ''
    const account = user.external_accounts[0]
    // `id` is the id of the identification, and `external_account_id` is the id of the Google account.
    expect(account?.id).toMatch(/^idn_/)
    const id = account?.external_account_id ?? ''
    await refused(deleteEmailAddress(ctx, email), 400, 'delete_linked_identification_disallowed')
    expect(await listUserOAuthAccessTokens(ctx, USER, 'oauth_google')).toMatchObject({
      data: [{ external_account_id: id, token: 'a token of Google', scopes: ['email', 'profile'] }],
      total_count: 1,
    })
    await refused(
      deleteUserExternalAccount(ctx, USER, account?.id ?? ''),
      404,
      'resource_not_found',
    )
    expect(await deleteUserExternalAccount(ctx, USER, id)).toMatchObject({ id, deleted: true })
    expect(await listUserOAuthAccessTokens(ctx, USER, 'oauth_google')).toMatchObject({ data: [] })
    await deleteEmailAddress(ctx, email)
    await refused(
      listUserOAuthAccessTokens(ctx, 'user_no', 'oauth_google'),
      404,
      'resource_not_found',
    )
  },

  'an account that is the last identification cannot be deleted': async ({
    ctx,
    emulator,
    refused,
  }) => {
    emulator.seed({
      users: [
        { id: USER, external_accounts: [{ provider: 'oauth_github', provider_user_id: '1' }] },
      ],
    })
    const id = (await getUser(ctx, USER)).external_accounts[0]?.id ?? ''
    await refused(
      deleteUserExternalAccount(ctx, USER, id),
      400,
      'last_required_identification_deletion_failed',
    )
  },
}
