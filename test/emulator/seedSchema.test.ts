import { readFileSync } from 'node:fs'
import Ajv, { type ValidateFunction } from 'ajv'
import { createEmulator, type EmulatorOptions } from 'clerklet-emulator'
import { beforeAll, expect, test } from 'vitest'
import { BILLING_SHAPES } from '#emulator/billing/index.ts'
import { SETTINGS } from '#emulator/instance/index.ts'
import { SEED_SHAPES } from '#emulator/seed.ts'
import { type Schema, seedSchema } from './support/seedSchema.ts'

type Seed = NonNullable<EmulatorOptions['seed']>

let schema: Schema = {}
let isSeed: ValidateFunction

beforeAll(() => {
  schema = seedSchema()
  isSeed = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema)
}, 60_000)

/** Whether an emulator starts with a seed. */
function starts(seed: object): boolean {
  try {
    createEmulator({ seed: seed as Seed })
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

test('behavior: seed.schema.json is up to date', async () => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
    '../../packages/emulator/seed.schema.json',
  )
})

test('behavior: the package contains and exports seed.schema.json', () => {
  const { files, exports } = JSON.parse(readFileSync('packages/emulator/package.json', 'utf8'))
  expect(files).toContain('seed.schema.json')
  expect(exports).toMatchObject({ './seed.schema.json': './seed.schema.json' })
})

const ADA = { id: 'user_ada', username: 'ada' }

test.each<object>([
  {},
  { $schema: './node_modules/clerklet-emulator/seed.schema.json' },
  {
    settings: {
      sign_up: { mode: 'waitlist' },
      support_email: null,
      attributes: { phone_number: 'off' },
    },
  },
  {
    users: [{ ...ADA, first_name: null, created_at: '2026-01-01T00:00:00Z', public_metadata: {} }],
  },
  {
    users: [
      {
        username: 'ada',
        external_accounts: [
          { provider: 'oauth_google', provider_user_id: '1', email_address: 'ada@example.com' },
        ],
      },
    ],
  },
  {
    users: [ADA],
    organizations: [{ name: 'Acme', created_by: 'user_ada', domains: [{ name: 'acme.example' }] }],
  },
  { users: [ADA], sessions: [{ user_id: 'user_ada', active_organization_id: null }] },
  { invitations: [{ email_address: 'a@example.com', status: 'pending', ignore_existing: null }] },
  { templates: [{ template_type: 'email', slug: 'invitation', subject: 'Come in' }] },
  { billing: { plans: [{ name: 'Pro', slug: 'pro', amount: 1000, for_payer_type: 'org' }] } },
])('behavior: the schema and the emulator accept %j', (seed) => {
  expect(isSeed(seed), JSON.stringify(isSeed.errors)).toBe(true)
  expect(starts(seed)).toBe(true)
})

test.each<object>([
  [],
  { usres: [] },
  { users: {} },
  { users: [null] },
  { users: [{ usrename: 'ada' }] },
  { users: [{ username: 'ada', external_accounts: [{ provder: 'google' }] }] },
  { organizations: [{}] },
  { sessions: [{ status: 'active' }] },
  { settings: [] },
  { settings: { sign_up: { mode: 'open' } } },
  { settings: { attributes: { username: 'maybe' } } },
  { settings: { environment_type: null } },
  { billing: { plan: [] } },
  { billing: { plans: [{}] } },
  { $schema: 7 },
])('behavior: the schema and the emulator refuse %j', (seed) => {
  expect(isSeed(seed)).toBe(false)
  expect(starts(seed)).toBe(false)
})

const WRONG: Record<string, unknown> = { string: 7, time: 7, any: undefined }
const keys = (shapes: object, place: (name: string, item: object) => object) =>
  Object.entries(shapes).flatMap(([list, { kinds }]) =>
    Object.entries(kinds as object).map(([key, kind]): [string, object | undefined] => {
      const name = typeof kind === 'string' ? kind.replace('?', '') : 'object'
      const value = name in WRONG ? WRONG[name] : 'text'
      return [`${list}.${key}`, value === undefined ? undefined : place(list, { [key]: value })]
    }),
  )

test('behavior: the schema and the emulator refuse a value of the wrong kind for every key', () => {
  const seeds = [
    ...keys(SEED_SHAPES, (name, item) => ({ [name]: [item] })),
    ...keys(BILLING_SHAPES, (name, item) => ({ billing: { [name]: [item] } })),
    ...keys({ settings: { kinds: SETTINGS } }, (name, item) => ({ [name]: item })),
  ].flatMap(([place, seed]) => (seed ? [[place, seed] as const] : []))
  expect(seeds.length).toBeGreaterThan(150)
  expect(seeds.filter(([, seed]) => isSeed(seed)).map(([place]) => place)).toEqual([])
  expect(seeds.filter(([, seed]) => starts(seed)).map(([place]) => place)).toEqual([])
})
