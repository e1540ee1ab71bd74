import {
  deleteUser,
  deleteUserBackupCodes,
  deleteUserExternalAccount,
  deleteUserPasskey,
  deleteUserProfileImage,
  deleteUserTotp,
  deleteUserWeb3Wallet,
  disableUserMfa,
} from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'
import { user } from '#fixtures/user.ts'

interceptRequests()

describe('deleteUser', () => {
  test('default', async () => {
    const deleted = { object: 'user', id: 'user_1', deleted: true, external_id: 'own_1' }
    api().delete('/v1/users/user_1').reply(200, deleted)

    await expect(deleteUser(ctx, 'user_1')).resolves.toEqual(deleted)
  })

  test('behavior: a response without an id', async () => {
    api().delete('/v1/users/user_1').reply(200, { object: 'user', deleted: true })

    await expect(deleteUser(ctx, 'user_1')).resolves.toEqual({ object: 'user', deleted: true })
  })

  test('behavior: it is retried after a 502, and the second response may be a 404', async () => {
    api().delete('/v1/users/user_1').reply(502, '<html>', { 'content-type': 'text/html' })
    api()
      .delete('/v1/users/user_1')
      .reply(404, { errors: [{ code: 'resource_not_found', message: 'not found' }] })

    await expect(deleteUser(ctx, 'user_1')).rejects.toMatchObject({
      status: 404,
      code: 'resource_not_found',
      operation: 'deleteUser',
    })
  })
})

describe.each([
  ['disableUserMfa', disableUserMfa, 'mfa'],
  ['deleteUserBackupCodes', deleteUserBackupCodes, 'backup_code'],
  ['deleteUserTotp', deleteUserTotp, 'totp'],
] as const)('%s', (_, operation, segment) => {
  test('behavior: it resolves to the id of the user only', async () => {
    api().delete(`/v1/users/user_1/${segment}`).reply(200, { user_id: 'user_1' })

    await expect(operation(ctx, 'user_1')).resolves.toEqual({ user_id: 'user_1' })
  })
})

describe.each([
  ['deleteUserExternalAccount', deleteUserExternalAccount, 'external_accounts', 'eac_1'],
  ['deleteUserPasskey', deleteUserPasskey, 'passkeys', 'idn_1'],
  ['deleteUserWeb3Wallet', deleteUserWeb3Wallet, 'web3_wallets', 'idn_2'],
] as const)('%s', (_, operation, segment, id) => {
  test('behavior: both ids are in the path, in their order', async () => {
    const deleted = { object: 'x', id, deleted: true }
    api().delete(`/v1/users/user_1/${segment}/${id}`).reply(200, deleted)

    await expect(operation(ctx, 'user_1', id)).resolves.toEqual(deleted)
  })
})

describe('deleteUserProfileImage', () => {
  test('behavior: it resolves to the user', async () => {
    api()
      .delete('/v1/users/user_1/profile_image')
      .reply(200, user({ has_image: false }))

    await expect(deleteUserProfileImage(ctx, 'user_1')).resolves.toEqual(user())
  })
})
