import { type Context, countUsers, getUser } from 'clerklet'
import { expect, test } from 'vitest'
import { emulate, NOON } from '#fixtures/emulator.ts'
import { programsOf } from './support/programs.ts'

const program = programsOf('scripts.md')

const people = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    id: `p${i}`,
    email: `p${i}@example.com`,
    firstName: 'Ada',
    passwordHash: `$2a$10$${'a'.repeat(53)}`,
  }))

test('behavior: an import that is run twice changes nothing the second time', {
  timeout: 60_000,
}, async () => {
  type Import = (ctx: Context, rows: object[]) => Promise<object>
  const { importUsers } = await program<{ importUsers: Import }>('Import')
  const { strict } = emulate()
  expect(await importUsers(strict, people(12))).toEqual({ created: 12, present: 0 })
  expect(await importUsers(strict, people(15))).toEqual({ created: 3, present: 12 })
  expect(await countUsers(strict)).toMatchObject({ total_count: 15 })
})

test('behavior: an export has a line for each user', { timeout: 60_000 }, async () => {
  type Export = (ctx: Context) => AsyncGenerator<string>
  const { exportUsers } = await program<{ exportUsers: Export }>('Export')
  const users = people(3).map(({ id, email }) => ({ external_id: id, email_address: [email] }))
  const lines: object[] = []
  for await (const line of exportUsers(emulate({ seed: { users } }).strict)) {
    lines.push(JSON.parse(line))
  }
  expect(lines).toHaveLength(3)
  expect(lines).toContainEqual(
    expect.objectContaining({ external_id: 'p1', email: 'p1@example.com', public_metadata: {} }),
  )
})

test('behavior: a clean-up deletes all inactive users, and ignores those that no longer exist', {
  timeout: 60_000,
}, async () => {
  type CleanUp = (ctx: Context, since: Date) => Promise<number>
  const { deleteInactive } = await program<{ deleteInactive: CleanUp }>('Clean-up')
  const users = people(60).map(({ id, email }) => ({ id: `user_${id}`, email_address: [email] }))
  const { strict, faults, clock, signIn } = emulate({ seed: { users } })
  clock.advance('1d')
  await signIn('user_p7')
  faults.push({ route: 'DELETE /v1/users/*', status: 404, code: 'resource_not_found' })

  // One of the 60 users is active. The deletion of another user responds with 404, as for a user who no longer exists.
  expect(await deleteInactive(strict, new Date(NOON + 1))).toBe(58)
  expect(await countUsers(strict)).toMatchObject({ total_count: 2 })
  expect(await getUser(strict, 'user_p7')).toMatchObject({ id: 'user_p7' })
})

test('behavior: a sync creates missing users and updates changed ones', {
  timeout: 60_000,
}, async () => {
  type Sync = (ctx: Context, people: object[]) => Promise<object>
  const { syncUsers } = await program<{ syncUsers: Sync }>('Sync')
  const { strict, requests } = emulate()
  expect(await syncUsers(strict, people(120))).toEqual({ created: 120, changed: 0 })
  const changed = people(120).map((one, i) => (i % 60 ? one : { ...one, firstName: 'Grace' }))
  requests.length = 0
  expect(await syncUsers(strict, changed)).toEqual({ created: 0, changed: 2 })
  expect(requests.map(({ method }) => method)).toEqual(['GET', 'PATCH', 'PATCH', 'GET'])
})

test('behavior: invitations are sent in chunks', { timeout: 60_000 }, async () => {
  type Invite = (ctx: Context, emails: string[]) => Promise<object[]>
  const { inviteAll } = await program<{ inviteAll: Invite }>('Bulk operations in chunks')
  const { strict, requests } = emulate()
  const emails = people(25).map(({ email }) => email)
  expect(await inviteAll(strict, emails)).toHaveLength(25)
  expect(requests).toHaveLength(3)
  expect(await inviteAll(strict, [])).toEqual([])
})

test('behavior: a 404 becomes undefined, and any other error is thrown', {
  timeout: 60_000,
}, async () => {
  type Find = (ctx: Context, id: string) => Promise<object | undefined>
  const { findUser } = await program<{ findUser: Find }>('Undefined instead of 404')
  const { strict } = emulate({ seed: { users: [{ id: 'user_1', username: 'ada' }] } })
  expect(await findUser(strict, 'user_1')).toMatchObject({ id: 'user_1' })
  expect(await findUser(strict, 'user_2')).toBeUndefined()
  const other = { ...strict, secretKey: 'sk_test_other' }
  await expect(findUser(other, 'user_1')).rejects.toMatchObject({ status: 401 })
})
