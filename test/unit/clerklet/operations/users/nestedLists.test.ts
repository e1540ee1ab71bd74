import {
  listUserBiometricCredentials,
  listUserOAuthAccessTokens,
  listUserOrganizationInvitations,
  listUserOrganizationMemberships,
  listUserTrustedDevices,
} from 'clerklet'
import { describe, expect, test } from 'vitest'
import { api, ctx, interceptRequests } from '#fixtures/api.ts'

interceptRequests()

const empty = { data: [], total_count: 0 }

describe('listUserOAuthAccessTokens', () => {
  test('behavior: the envelope is requested, since this list has none by default', async () => {
    api()
      .get('/v1/users/user_1/oauth_access_tokens/oauth_google?limit=5&paginated=true')
      .reply(200, empty)

    await expect(
      listUserOAuthAccessTokens(ctx, 'user_1', 'oauth_google', { limit: 5 }),
    ).resolves.toEqual(empty)
  })

  test('error: the bare array of an API that ignores paginated', async () => {
    api().get('/v1/users/user_1/oauth_access_tokens/oauth_google?paginated=true').reply(200, [])

    await expect(listUserOAuthAccessTokens(ctx, 'user_1', 'oauth_google')).rejects.toMatchObject({
      name: 'ClerkResponseError',
    })
  })
})

describe('listUserOrganizationInvitations', () => {
  test.each([
    ['pending', 'status=pending'],
    [['pending', 'expired'], 'status=pending&status=expired'],
  ])('args: status %j', async (status, query) => {
    api().get(`/v1/users/user_1/organization_invitations?${query}`).reply(200, empty)

    await expect(listUserOrganizationInvitations(ctx, 'user_1', { status })).resolves.toEqual(empty)
  })
})

describe('listUserOrganizationMemberships', () => {
  test('behavior: permissions of null, as a role without permissions has them', async () => {
    const body = { data: [{ id: 'orgmem_1', permissions: null }], total_count: 1 }
    api().get('/v1/users/user_1/organization_memberships').reply(200, body)

    await expect(
      listUserOrganizationMemberships({ ...ctx, onDrift: undefined }, 'user_1'),
    ).resolves.toEqual(body)
  })
})

describe('listUserBiometricCredentials', () => {
  test('behavior: it has no paging, and sends no query', async () => {
    api().get('/v1/users/user_1/biometric_credentials').reply(200, empty)

    await expect(listUserBiometricCredentials(ctx, 'user_1')).resolves.toEqual(empty)
  })
})

describe('listUserTrustedDevices', () => {
  test('behavior: it has no paging, and sends no query', async () => {
    api().get('/v1/users/user_1/trusted_devices').reply(200, empty)

    await expect(listUserTrustedDevices(ctx, 'user_1')).resolves.toEqual(empty)
  })
})
