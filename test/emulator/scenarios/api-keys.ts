import {
  type Context,
  createApiKey,
  createMachine,
  createOrganization,
  createUser,
  deleteApiKey,
  deleteOrganization,
  deleteUser,
  getApiKey,
  getApiKeySecret,
  listApiKeys,
  revokeApiKey,
  updateApiKey,
  verifyApiKey,
} from 'clerklet'
import { expect } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import type { Scenarios } from '../support/scenarios.ts'

const UNKNOWN = `ak_${'0'.repeat(32)}`

const subject = async (ctx: Context) => (await createUser(ctx, { username: 'adaking' })).id

export const scenarios: Scenarios = {
  'a key is created with its secret, verified, read, listed, changed and deleted': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const userId = await subject(ctx)
    const { secret, ...created } = await createApiKey(ctx, {
      name: 'Builds',
      subject: userId,
      scopes: ['builds:read'],
      claims: { team: 'core' },
      created_by: userId,
    })
    expect(secret).toMatch(/^ak_/)
    expect(created).toMatchObject({ type: 'api_key', expiration: null, expired: false })
    expect(await getApiKeySecret(ctx, created.id)).toEqual({ secret })
    emulator.clock.advance('1s')
    const verified = await verifyApiKey(ctx, { secret })
    expect(verified).toEqual({ ...created, last_used_at: emulator.clock.now() })
    expect(await getApiKey(ctx, created.id)).toEqual(verified)
    expect(await listApiKeys(ctx, { subject: userId })).toEqual({
      data: [verified],
      total_count: 1,
    })

    const changed = await updateApiKey(ctx, created.id, { scopes: [], description: 'Old' })
    expect(changed).toMatchObject({ scopes: [], description: 'Old', claims: { team: 'core' } })
    expect(await getApiKey(ctx, created.id)).toEqual(changed)

    expect(await deleteApiKey(ctx, created.id)).toMatchObject({ id: created.id, deleted: true })
    await refused(verifyApiKey(ctx, { secret }), 404, 'resource_not_found')
    await refused(getApiKey(ctx, created.id), 404, 'resource_not_found')
    await refused(deleteApiKey(ctx, created.id), 404, 'resource_not_found')
    await refused(getApiKeySecret(ctx, created.id), 404, 'resource_not_found')
    expect((await listApiKeys(ctx, { subject: userId })).total_count).toBe(0)
  },

  'a creation responds with 201, although the specification lists 200': async ({ ctx }) => {
    const statuses: number[] = []
    await createApiKey(
      { ...ctx, onResponse: ({ status }) => statuses.push(status) },
      { name: 'Builds', subject: await subject(ctx) },
    )
    expect(statuses).toEqual([201])
  },

  'the verification of a revoked key responds with 200 and revoked: true': async ({
    ctx,
    refused,
  }) => {
    const userId = await subject(ctx)
    const { id, secret } = await createApiKey(ctx, { name: 'Builds', subject: userId })
    expect(await revokeApiKey(ctx, id, { revocation_reason: 'Leaked' })).toMatchObject({
      revoked: true,
      revocation_reason: 'Leaked',
    })
    expect(await revokeApiKey(ctx, id)).toMatchObject({ revocation_reason: 'Leaked' })
    expect(await verifyApiKey(ctx, { secret })).toMatchObject({ revoked: true })
    expect((await listApiKeys(ctx, { subject: userId })).data).toEqual([])
    const all = await listApiKeys(ctx, { subject: userId, include_invalid: 'true' })
    expect(all).toMatchObject({ data: [{ id, revoked: true }], total_count: 1 })
    await refused(revokeApiKey(ctx, UNKNOWN), 404, 'resource_not_found')
  },

  'a key expires by the clock, and its expiration can be changed': async ({ ctx, emulator }) => {
    const userId = await subject(ctx)
    const { id, secret } = await createApiKey(ctx, {
      name: 'Builds',
      subject: userId,
      seconds_until_expiration: 60,
    })
    emulator.clock.advance('60s')
    expect(await verifyApiKey(ctx, { secret })).toMatchObject({ expired: true })
    expect((await listApiKeys(ctx, { subject: userId })).total_count).toBe(0)
    await updateApiKey(ctx, id, { seconds_until_expiration: 60 })
    expect(await verifyApiKey(ctx, { secret })).toMatchObject({ expired: false })
    const { expiration } = await updateApiKey(ctx, id, { seconds_until_expiration: null })
    expect(expiration).toBeNull()
  },

  'keys are listed newest first, and filtered by subject, type and part of the name': async ({
    ctx,
    emulator,
    refused,
  }) => {
    const userId = await subject(ctx)
    const machine = await createMachine(ctx, { name: 'billing' })
    for (const name of ['Read builds', 'Write builds', 'Read logs']) {
      await createApiKey(ctx, { name, subject: userId })
      emulator.clock.advance(1)
    }
    await createApiKey(ctx, { name: 'Other', subject: userId, type: 'robot' })
    const moved = await createApiKey(ctx, { name: 'Moved', subject: userId })
    await updateApiKey(ctx, moved.id, { subject: machine.id })
    const names = async (params: object = {}) =>
      (await listApiKeys(ctx, { subject: userId, ...params })).data.map(({ name }) => name)
    expect(await names()).toEqual(['Read logs', 'Write builds', 'Read builds'])
    expect(await names({ query: 'READ' })).toEqual(['Read logs', 'Read builds'])
    expect(await names({ type: 'robot' })).toEqual(['Other'])
    expect(await names({ subject: machine.id })).toEqual(['Moved'])
    expect(await names({ limit: 1, offset: 1 })).toEqual(['Write builds'])
    await refused(listApiKeys(ctx, { subject: 'ada' }), 400, 'bad_request')
    const nobody = `user_${'0'.repeat(27)}`
    await refused(listApiKeys(ctx, { subject: nobody }), 404, 'resource_not_found')
  },

  'malformed parameters are refused with 400, and an unknown subject with 404': async ({
    ctx,
    refused,
  }) => {
    const userId = await subject(ctx)
    const create = (params: object) =>
      createApiKey(ctx, { name: 'Builds', subject: userId, ...params })
    await refused(create({ name: 'ab' }), 400, 'bad_request')
    await refused(create({ name: ' Builds' }), 400, 'bad_request')
    await refused(create({ type: 'ab' }), 400, 'bad_request')
    await refused(create({ description: 'x'.repeat(256) }), 400, 'bad_request')
    await refused(create({ seconds_until_expiration: 0 }), 400, 'bad_request')
    await refused(create({ subject: 'team_1' }), 400, 'bad_request')
    await refused(create({ subject: `org_${'0'.repeat(27)}` }), 404, 'resource_not_found')
    await refused(create({ created_by: `user_${'0'.repeat(27)}` }), 404, 'resource_not_found')
    await refused(create({ colour: 'red' }), 400, 'bad_request')
    await refused(getApiKey(ctx, 'ak_short'), 400, 'bad_request')
    const { id } = await create({})
    await refused(updateApiKey(ctx, id, { subject: 'team_1' }), 400, 'bad_request')
    await refused(updateApiKey(ctx, UNKNOWN, {}), 404, 'resource_not_found')
  },

  'the keys of a user or an organization are deleted with it': async ({ ctx, refused }) => {
    const userId = await subject(ctx)
    const { id: organizationId } = await createOrganization(ctx, { name: 'Acme' })
    const users = await createApiKey(ctx, { name: 'Builds', subject: userId })
    const organizations = await createApiKey(ctx, { name: 'Builds', subject: organizationId })
    await deleteUser(ctx, userId)
    await deleteOrganization(ctx, organizationId)
    for (const { secret } of [users, organizations]) {
      await refused(verifyApiKey(ctx, { secret }), 404, 'resource_not_found')
    }
  },

  'a seed sets the id and the secret of a key': async () => {
    const { strict } = emulate({
      seed: {
        users: [{ id: 'user_ada', username: 'ada' }],
        apiKeys: [{ id: 'ak_ci', name: 'Builds', subject: 'user_ada', secret: 'ak_of_ada' }],
      },
    })
    expect(await verifyApiKey(strict, { secret: 'ak_of_ada' })).toMatchObject({
      id: 'ak_ci',
      subject: 'user_ada',
    })
  },
}
