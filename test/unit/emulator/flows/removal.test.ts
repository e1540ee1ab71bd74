import { deleteMachine, deleteOrganization, deleteUser } from 'clerklet'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { openPage } from '#fixtures/page.ts'
import stored from '#fixtures/snapshots/emulator-0.1.0.json' with { type: 'json' }

const { users, organizations, machines } = stored.data

/** The collections that keep the id of a deleted user, organization or machine, and what the id tells. */
const KEEPS: Record<string, string> = {
  actorTokens: 'who was impersonated, and by whom',
  agentTasks: 'on whose behalf the task was: its ticket says that the user is gone',
  apiKeys: 'who created the key of an organization or a machine',
  emails: 'to whom the email went',
  events: 'what happened to the user',
  idempotency: 'a response that the API gave',
  organizationInvitations: 'who invited',
  m2mTokens: 'for which machines the token was made',
  organizations: 'who created it',
}

test.each([
  ...users.map(({ id }) => ['a user', id, deleteUser] as const),
  ...organizations.map(({ id }) => ['an organization', id, deleteOrganization] as const),
  ...machines.map(({ id }) => ['a machine', id, deleteMachine] as const),
])('behavior: once %s is deleted, only past records name it (%s)', async (_, id, remove) => {
  const { strict, snapshot, restore } = emulate()
  restore({ ...stored, version: 1 })
  expect(namesOf(snapshot().data, id).length).toBeGreaterThan(0)

  await remove(strict, id)

  const left = namesOf(snapshot().data, id)
  expect(left.filter((name) => !(name in KEEPS))).toEqual([])
})

test('behavior: the verified factors of sessions are deleted with the user', async () => {
  const emulator = emulate({
    seed: { users: [{ id: 'user_ada', username: 'adaking', password: 'analytical' }] },
  })
  const page = await openPage(emulator, { as: 'user_ada' })
  const [{ id }] = (await page.get()).response.sessions as [{ id: string }]
  const path = `/sessions/${id}/verify`
  await page.post(path, { level: 'first_factor' })
  const form = { strategy: 'password', password: 'analytical' }
  await page.post(`${path}/attempt_first_factor`, form)
  const before = namesOf(emulator.snapshot().data, id)
  expect(before).toEqual(expect.arrayContaining(['factorTimes', 'reverifications']))

  await deleteUser(emulator.strict, 'user_ada')

  expect(namesOf(emulator.snapshot().data, id)).toEqual(['events'])
})

/** Returns the names of the collections that mention an id. */
function namesOf(data: Record<string, unknown>, id: string): string[] {
  return Object.keys(data).filter((name) => JSON.stringify(data[name]).includes(id))
}
