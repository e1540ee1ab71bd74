import {
  createUser,
  deleteMachine,
  deleteUser,
  getMachine,
  getOrganization,
  getSession,
  getUser,
  listEnterpriseConnections,
  listOrganizationMemberships,
  listSamlConnections,
  listUsers,
  updateUser,
} from 'clerklet'
import { verifyToken } from 'clerklet/verify'
import { createEmulator, type Settings } from 'clerklet-emulator'
import { expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'
import stored from '#fixtures/snapshots/emulator-0.1.0.json' with { type: 'json' }

const seed = { users: [{ id: 'user_ada', username: 'ada' }] }

test('default: restore returns to the earlier state, and new ids are the same again', async () => {
  const { strict, snapshot, restore, clock } = emulate({ seed })
  const before = snapshot()
  const create = async () => (await createUser(strict, { username: 'grace' })).id
  const id = await create()
  await deleteUser(strict, 'user_ada')
  clock.advance('1d')
  restore(before)
  expect(clock.now()).toBe(NOON)
  expect(await listUsers(strict)).toMatchObject([{ id: 'user_ada' }])
  expect(await create()).toBe(id)
})

test('behavior: another emulator continues with a snapshot that was stored as JSON', async () => {
  const one = emulate({ seed, idSeed: 'one' })
  const { session, token, cookieHeaders } = await one.signIn('user_ada')
  const two = emulate({ idSeed: 'two', now: 0 })
  two.restore(JSON.parse(JSON.stringify(one.snapshot())))
  expect(two.clock.now()).toBe(NOON)
  expect(await getSession(two.strict, session.id)).toEqual(session)
  const { jwtKey, ...online } = two.strict
  expect(await verifyToken(online, token)).toMatchObject({ sid: session.id })
  const client = await two.fetch('http://localhost:4010/v1/client', { headers: cookieHeaders })
  expect((await client.json()).response.sessions).toMatchObject([{ id: session.id }])
})

test('behavior: later changes do not change a snapshot', async () => {
  const { strict, snapshot, restore, seed: plant } = emulate({ seed })
  const before = snapshot()
  const text = JSON.stringify(before)
  plant({ users: [{ username: 'grace' }] })
  restore(before)
  await deleteUser(strict, 'user_ada')
  expect(JSON.stringify(before)).toBe(text)
})

test('behavior: the order by time and the order of insertion are both restored', async () => {
  const users = [
    { id: 'user_new', username: 'b', created_at: '2026-01-02T00:00:00Z' },
    { id: 'user_old', username: 'a', created_at: '2026-01-01T00:00:00Z' },
  ]
  const { strict, snapshot, restore } = emulate({ seed: { users } })
  const before = snapshot()
  restore(before)
  expect((await listUsers(strict)).map(({ id }) => id)).toEqual(['user_new', 'user_old'])
  expect(snapshot()).toEqual(before)
})

test('behavior: references between modules are restored', async () => {
  const one = emulate({
    seed: {
      users: [
        { id: 'user_ada', username: 'ada' },
        { id: 'user_grace', username: 'grace' },
      ],
      organizations: [
        {
          id: 'org_acme',
          name: 'Acme',
          created_by: 'user_ada',
          members: [{ user_id: 'user_grace', role: 'org:member' }],
        },
      ],
      machines: [
        { id: 'mch_a', name: 'a', scoped_machines: ['mch_b'] },
        { id: 'mch_b', name: 'b' },
      ],
    },
  })
  const two = emulate()
  two.restore(JSON.parse(JSON.stringify(one.snapshot())))
  const answers = async ({ strict }: typeof one) => {
    await updateUser(strict, 'user_grace', { first_name: 'Grace' })
    await deleteUser(strict, 'user_ada')
    await deleteMachine(strict, 'mch_b')
    return [
      await listOrganizationMemberships(strict, 'org_acme'),
      await getOrganization(strict, 'org_acme'),
      await getMachine(strict, 'mch_a'),
      await listUsers(strict),
    ]
  }
  const expected = await answers(one)
  expect(await answers(two)).toEqual(expected)
  expect(JSON.parse(JSON.stringify(two.snapshot().data))).toEqual(
    JSON.parse(JSON.stringify(one.snapshot().data)),
  )
})

test('behavior: a snapshot of version 0.1.0 is restored completely', async () => {
  const { strict, snapshot, restore } = emulate()
  // A snapshot has the version `1` as a literal type, but TypeScript infers `number` for an imported JSON file.
  restore({ ...stored, version: 1 })
  expect(JSON.parse(JSON.stringify(snapshot()))).toMatchObject(stored)
  expect((await getUser(strict, 'user_ada')).username).toBe('ada')
})

test('behavior: a connection of an older snapshot keeps its single certificate', async () => {
  const { strict, restore } = emulate()
  const [connection] = stored.data.enterpriseConnections
  const older = { ...connection, saml: { ...connection?.saml, idp_certificate: 'PEM' } }

  restore({ ...stored, version: 1, data: { ...stored.data, enterpriseConnections: [older] } })

  const certificates = [{ certificate: 'PEM', issued_at: null, expires_at: null }]
  expect((await listEnterpriseConnections(strict)).data).toMatchObject([
    { saml_connection: { idp_certificates: certificates } },
  ])
  expect((await listSamlConnections(strict)).data).toMatchObject([
    { idp_certificates: certificates },
  ])
})

test('behavior: a setting that is not in an older snapshot has its default', () => {
  const { snapshot, restore } = emulate({ seed: { settings: { test_mode: false } } })
  const before = snapshot()
  const { hibp: _, ...older } = structuredClone(before.data.settings) as Settings
  Reflect.deleteProperty(older.user_lockout, 'max_attempts')

  restore({ ...before, data: { ...before.data, settings: older } })

  expect(snapshot().data.settings).toEqual(before.data.settings)
})

test('behavior: a running clock keeps the time by which it was advanced', () => {
  const { clock, snapshot } = createEmulator()
  clock.advance('1h')
  const other = createEmulator()
  other.restore(snapshot())
  expect(other.clock.now() - Date.now()).toBeGreaterThan(3_590_000)
})

test('error: a value that is not a snapshot, or a damaged one, is refused and changes nothing', async () => {
  const { strict, restore, snapshot } = emulate({ seed })
  for (const text of ['{}', '{"version":2}', 'null', '{"version":1,"idSeed":"x"}']) {
    expect(() => restore(JSON.parse(text)), text).toThrow('This is not a snapshot of an emulator')
  }
  const damaged = { ...snapshot(), data: { users: 7 } }
  expect(() => restore(damaged)).toThrow('The snapshot is damaged: data.users')
  expect(await getUser(strict, 'user_ada')).toMatchObject({ username: 'ada' })
})

test.each<[string, unknown]>([
  ['users', 7],
  ['users', null],
  ['users', {}],
  ['users', 'ab'],
  ['users', ['ab']],
  ['users', [null]],
  ['users', [{ created_at: 0 }]],
  ['users', [{ id: 'user_ada' }]],
  ['identifiers', {}],
  ['identifiers', 'ab'],
  ['identifiers', ['ab']],
  ['identifiers', [[1, 'user_ada']]],
  ['settings', null],
  ['settings', []],
  ['settings', 'ab'],
  ['settings', { organizations: null }],
  ['settings', { organizations: 'ab' }],
  ['settings', { organizations: [1] }],
  ['sequence', 7],
  ['events', {}],
  ['events', null],
])('error: a snapshot with data.%s = %j', async (name, value) => {
  const { strict, restore, snapshot } = emulate({ seed })
  const good = snapshot()
  const damaged = { ...good, data: { ...good.data, [name]: value } }
  expect(() => restore(damaged)).toThrow(`The snapshot is damaged: data.${name} has the wrong form`)
  expect(await getUser(strict, 'user_ada')).toMatchObject({ username: 'ada' })
})
