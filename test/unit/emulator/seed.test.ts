import { createApiKey, createOrganization, getUser } from 'clerklet'
import { createEmulator, type EmulatorOptions } from 'clerklet-emulator'
import { expect, test } from 'vitest'

type Seed = NonNullable<EmulatorOptions['seed']>

/** Freezes at every depth. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  Object.values(value).forEach(frozen)
  return Object.freeze(value)
}

const now = 1_800_000_000_000
const snapshotOf = (seed: Seed) => createEmulator({ seed, now }).snapshot().data

const SEED = {
  settings: { hibp: false, user_lockout: { max_attempts: 3 } },
  users: [{ id: 'user_1', username: 'ada', public_metadata: { tags: ['a'] } }],
  organizations: [
    { id: 'org_1', name: 'Acme', members: [{ user_id: 'user_1', role: 'org:admin' }] },
  ],
  roles: [{ name: 'Editor', key: 'org:editor' }],
  machines: [{ id: 'mch_1', name: 'worker' }],
  apiKeys: [{ id: 'ak_1', name: 'key', subject: 'user_1', scopes: ['read'] }],
  billing: { plans: [{ name: 'Pro', slug: 'pro' }] },
} as const satisfies Seed

test('behavior: a seed may be readonly, and is not changed', async () => {
  const { ctx } = createEmulator({ seed: frozen(SEED) })
  const { id } = await createOrganization(ctx, { name: 'Other', created_by: 'user_1' })
  await createApiKey(ctx, { name: 'other', subject: id, scopes: ['write'] })
  const user = await getUser(ctx, 'user_1')
  expect(user.public_metadata).toEqual({ tags: ['a'] })
})

test('behavior: what is stored shares nothing with the seed', async () => {
  const tags = ['a']
  const { ctx } = createEmulator({
    seed: { users: [{ id: 'user_1', username: 'ada', public_metadata: { tags } }] },
  })
  tags.push('b')
  expect((await getUser(ctx, 'user_1')).public_metadata).toEqual({ tags: ['a'] })
})

test('behavior: a field that is undefined counts as left out', () => {
  const seed: Seed = {
    sessions: undefined,
    settings: {
      ...SEED.settings,
      test_mode: undefined,
      organizations: undefined,
      user_lockout: { ...SEED.settings.user_lockout, enabled: undefined },
    },
    users: SEED.users.map((user) => ({ ...user, first_name: undefined, password: undefined })),
    organizations: SEED.organizations.map((one) => ({
      ...one,
      slug: undefined,
      domains: undefined,
    })),
    roles: SEED.roles.map((role) => ({
      ...role,
      id: undefined,
      include_in_initial_role_set: undefined,
    })),
    machines: SEED.machines.map((one) => ({ ...one, default_token_ttl: undefined })),
    apiKeys: SEED.apiKeys.map((key) => ({ ...key, type: undefined })),
    billing: { plans: [{ ...SEED.billing.plans[0], amount: undefined }], cards: undefined },
  }
  expect(snapshotOf(seed)).toEqual(snapshotOf(SEED))
})

test('behavior: a time may be a Date', async () => {
  const created_at = new Date(now)
  const { ctx } = createEmulator({
    seed: { users: [{ id: 'user_1', username: 'ada', created_at }] },
  })
  expect(await getUser(ctx, 'user_1')).toMatchObject({ created_at: now })
})

test.each([
  [{ users: [{ username: 'ada', created_at: new Date(Number.NaN) }] }, 'users[0]'],
  [{ settings: { user_lockout: { max_attempts: Number.NaN } } }, 'settings'],
])('error: %j', (seed, place) => {
  expect(() => createEmulator({ seed })).toThrow(`The seed is refused: ${place}`)
})
