import {
  type Context,
  collect,
  countUsers,
  getOrganization,
  getSession,
  getUser,
  listInstanceOrganizationMemberships,
  listInvitations,
  listOrganizationInvitations,
  listOrganizationMemberships,
  listOrganizations,
  listSessions,
  listUserOrganizationMemberships,
  listUsers,
  paginate,
} from 'clerklet'
import type { Emulator } from 'clerklet-emulator'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'
import { run as carryOut, type Model, type Step, sequence } from './support/sequences.ts'

/** `SEQUENCES_SEED=7` repeats the run with the seed 7. `SEQUENCES_RUNS=500` tests more sequences. */
const seed = Number(process.env.SEQUENCES_SEED ?? Math.floor(Math.random() * 2 ** 31))
const numRuns = Number(process.env.SEQUENCES_RUNS ?? 60)

async function run(steps: Step[]): Promise<{ emulator: Emulator; ctx: Context; model: Model }> {
  const emulator = emulate()
  const ctx: Context = { ...emulator.strict, retry: 0 }
  return { emulator, ctx, model: await carryOut(steps, { emulator, ctx }) }
}

const ids = (items: { id: string }[]) => items.map(({ id }) => id).sort()
const all = { maxItems: 1000 }

test(`behavior: responses are consistent after any sequence of calls (SEQUENCES_SEED=${seed})`, {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      const { ctx, model } = await run(steps)

      // Counts agree with lists, and lists agree with the model.
      const users = await collect(paginate(listUsers, ctx, {}, { pageSize: 7 }), all)
      expect(ids(users)).toEqual([...model.users].sort())
      expect((await countUsers(ctx)).total_count).toBe(users.length)
      const organizations = await listOrganizations(ctx, {
        limit: 500,
        include_members_count: true,
      })
      expect(ids(organizations.data)).toEqual([...model.organizations].sort())
      expect(organizations.total_count).toBe(organizations.data.length)

      // Memberships and invitations refer to their organization, and the counts of members agree with the lists.
      const pairs: string[] = []
      for (const organization of organizations.data) {
        const { data, total_count } = await listOrganizationMemberships(ctx, organization.id, {
          limit: 500,
        })
        expect(total_count).toBe(data.length)
        expect(organization.members_count).toBe(total_count)
        pairs.push(...data.map((one) => `${one.organization.id} ${one.public_user_data?.user_id}`))
        const invitations = await listOrganizationInvitations(ctx, organization.id, { limit: 500 })
        expect(invitations.data.every((one) => one.organization_id === organization.id)).toBe(true)
      }
      expect(pairs.sort()).toEqual([...model.memberships].sort())
      const everywhere = await listInstanceOrganizationMemberships(ctx, { limit: 500 })
      expect(everywhere.total_count).toBe(pairs.length)

      // Every stored user, session and organization can be read by its id. A deleted user cannot be read.
      for (const id of model.users) {
        const { data } = await listUserOrganizationMemberships(ctx, id, { limit: 500 })
        expect(data).toHaveLength(pairs.filter((pair) => pair.endsWith(id)).length)
        const sessions = await listSessions(ctx, { user_id: id, limit: 500 })
        expect(ids(sessions.data)).toEqual(
          [...model.sessions]
            .filter(([, user]) => user === id)
            .map(([session]) => session)
            .sort(),
        )
        const user = await getUser(ctx, id)
        const emails = user.email_addresses.map((one) => `${one.id}`)
        expect(emails.sort()).toEqual(
          [...model.emails]
            .filter(([, owner]) => owner === id)
            .map(([email]) => email)
            .sort(),
        )
        const primary = user.primary_email_address_id
        expect(primary === null || emails.includes(primary)).toBe(true)
      }
      for (const id of model.sessions.keys()) await getSession(ctx, id)
      for (const id of model.organizations) await getOrganization(ctx, id)
      const invitations = await listInvitations(ctx, { limit: 500 })
      expect(ids(invitations.data)).toEqual([...model.invitations].sort())
      for (const id of model.gone.filter((one) => one.startsWith('user_'))) {
        await expect(getUser(ctx, id)).rejects.toMatchObject({ status: 404 })
      }
    }),
    { seed, numRuns },
  )
})

test('behavior: the same calls result in equal snapshots, and a restored snapshot is equal', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(sequence, async (steps) => {
      const [one, other] = [await run(steps), await run(steps)]
      const snapshot = one.emulator.snapshot()
      expect(other.emulator.snapshot()).toEqual(snapshot)

      const third = emulate()
      third.restore(JSON.parse(JSON.stringify(snapshot)))
      expect(third.snapshot()).toEqual(snapshot)
      expect(await listUsers(third.strict, { limit: 500 })).toEqual(
        await listUsers(one.ctx, { limit: 500 }),
      )
    }),
    { seed, numRuns: Math.ceil(numRuns / 3) },
  )
})
