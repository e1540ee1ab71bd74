import { createApiKey, createOrganization, getUser } from 'clerklet'
import { createEmulator, type EmulatorOptions } from 'clerklet-emulator'
import { expect, test } from 'vitest'

type Seed = NonNullable<EmulatorOptions['seed']>

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

test.each([
  [
    'users',
    [
      { id: 'user_1', username: 'ada' },
      { id: 'user_1', username: 'eve' },
    ],
  ],
  [
    'organizations',
    [
      { id: 'org_1', name: 'Acme' },
      { id: 'org_1', name: 'Other' },
    ],
  ],
  [
    'machines',
    [
      { id: 'mch_1', name: 'a' },
      { id: 'mch_1', name: 'b' },
    ],
  ],
])('error: two %s with the same id', (name, items) => {
  expect(() => createEmulator({ seed: { [name]: items } })).toThrow(
    new RegExp(`^The seed is refused: ${name}\\[1\\]\\.id "\\w+" is taken`),
  )
})

test('error: the id of an existing item', () => {
  const { seed } = createEmulator({ seed: { users: [{ id: 'user_1', username: 'ada' }] } })
  expect(() => seed({ users: [{ id: 'user_1', username: 'eve' }] })).toThrow('"user_1" is taken')
})

test('error: an empty id', () => {
  expect(() => createEmulator({ seed: { users: [{ id: '', username: 'ada' }] } })).toThrow(
    'users[0].id must not be empty',
  )
})

test('behavior: the stored data shares no objects with the seed', async () => {
  const tags = ['a']
  const { ctx } = createEmulator({
    seed: { users: [{ id: 'user_1', username: 'ada', public_metadata: { tags } }] },
  })
  tags.push('b')
  expect((await getUser(ctx, 'user_1')).public_metadata).toEqual({ tags: ['a'] })
})

test('behavior: an undefined field counts as left out', () => {
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

test.each<[object, string]>([
  [{ usres: [] }, 'usres is unknown. Did you mean users? It takes settings, billing, '],
  [{ api_keys: [] }, 'api_keys is unknown. Did you mean apiKeys? It takes '],
  [{ setings: {} }, 'setings is unknown. Did you mean settings? It takes '],
  [{ billing: { plan: [] } }, 'billing.plan is unknown. Did you mean plans? It takes plans, '],
  [{ weather: [] }, 'weather is unknown. It takes settings, billing, '],
  [
    { users: [{ usrename: 'ada' }] },
    'users[0].usrename is not a valid parameter for this request. Did you mean username?',
  ],
  [
    { users: [{ username: 'ada', external_accounts: [{ provder: 'google' }] }] },
    'users[0].external_accounts[0].provder is not a valid parameter for this request. Did you mean provider?',
  ],
  [
    { settings: { signUp: {} } },
    'settings.signUp is not a valid parameter for this request. Did you mean sign_up?',
  ],
  [
    { settings: { sign_up: { modes: 'public' } } },
    'settings.sign_up.modes is not a valid parameter for this request. Did you mean mode?',
  ],
  [
    { users: [{ username: 'ada', hobby: 'chess' }] },
    'users[0].hobby is not a valid parameter for this request.',
  ],
])('error: %j names the nearest known key', (seed, sentence) => {
  expect(() => createEmulator({ seed: seed as Seed })).toThrow(sentence)
})

test('behavior: $schema is allowed, for editors', async () => {
  const seed = { $schema: './node_modules/clerklet-emulator/seed.schema.json', ...SEED }
  expect(await getUser(createEmulator({ seed }).ctx, 'user_1')).toMatchObject({ username: 'ada' })
})

test('error: $schema that is not a string', () => {
  expect(() => createEmulator({ seed: { $schema: [] } as unknown as Seed })).toThrow(
    'The seed is refused: $schema must be a string',
  )
})
