import {
  bulkCreateInvitations,
  type Context,
  collect,
  countUsers,
  createSession,
  deleteOrganization,
  deleteOrganizationMembership,
  deleteUser,
  drain,
  inviteWaitlistEntry,
  listDomains,
  listInvitations,
  listOrganizationMemberships,
  listOrganizations,
  listSessions,
  listUsers,
  listWaitlistEntries,
  revokeInvitation,
  revokeSession,
  unbanUser,
} from 'clerklet'
import { createEmulator } from 'clerklet-emulator'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { json, refusal, rejection } from '#fixtures/transport.ts'

/** Makes a context that lists `count` organizations. Records the queries of the requests. */
function listOf(count: number) {
  const listed = Array.from({ length: count }, (_, index) => ({ id: `org_${index}` }))
  const queries: Record<string, string>[] = []
  const ctx: Context = {
    secretKey: SECRET_KEY,
    retry: 0,
    fetch: async (url) => {
      const query = Object.fromEntries(new URL(url).searchParams)
      queries.push(query)
      const data = listed.slice(0, Number(query.limit ?? 10))
      return json(200, { data, total_count: listed.length })
    },
  }
  const remove = (id: string) => {
    const index = listed.findIndex((one) => one.id === id)
    if (index >= 0) listed.splice(index, 1)
  }
  return { listed, queries, ctx, remove }
}

describe('drain', () => {
  test('default', async () => {
    const { listed, queries, ctx, remove } = listOf(1200)
    const found = new Set<string>()

    for await (const { id } of drain(listOrganizations, ctx)) {
      remove(id)
      found.add(id)
    }

    expect(found.size).toBe(1200)
    expect(listed).toEqual([])
    expect(queries).toEqual(Array(4).fill({ limit: '500' }))
  })

  test('behavior: an empty list', async () => {
    const { queries, ctx } = listOf(0)

    expect(await collect(drain(listOrganizations, ctx), { maxItems: 9 })).toEqual([])
    expect(queries).toHaveLength(1)
  })

  test('behavior: an item that is still listed is not yielded again', async () => {
    const { listed, ctx, remove } = listOf(12)
    const found: string[] = []
    let last = ''

    for await (const { id } of drain(listOrganizations, ctx, {}, { pageSize: 5 })) {
      // Deletes the previous item, so the current one is still in the list when the next page is requested.
      remove(last)
      if (listed.length === 1) remove(id)
      last = id
      found.push(id)
    }

    expect(found).toEqual(Array.from({ length: 12 }, (_, index) => `org_${index}`))
  })

  test('behavior: items that others add meanwhile are yielded', async () => {
    const { listed, ctx, remove } = listOf(12)
    const found: string[] = []

    for await (const { id } of drain(listOrganizations, ctx, {}, { pageSize: 5 })) {
      remove(id)
      if (found.push(id) < 10) listed.unshift({ id: `new_${found.length}` })
    }

    expect(new Set(found).size).toBe(21)
    expect(listed).toEqual([])
  })

  test('error: a loop that removes nothing ends at the second page', async () => {
    const { queries, ctx } = listOf(12)
    const found: string[] = []
    const reading = async () => {
      for await (const { id } of drain(listOrganizations, ctx, {}, { pageSize: 5 })) found.push(id)
    }

    expect(await rejection(reading())).toMatchObject({
      name: 'ClerkError',
      message:
        'listOrganizations: the first page has 5 items, and all of them were given already. Remove each item from the list in the loop, or choose a filter that excludes those to keep. To read a list, use paginate',
    })
    expect(found).toHaveLength(5)
    expect(queries).toHaveLength(2)
  })

  test('error: a loop that keeps some items ends when only these are left', async () => {
    const { listed, ctx, remove } = listOf(12)
    const found: string[] = []
    const keeping = async () => {
      for await (const { id } of drain(listOrganizations, ctx, {}, { pageSize: 5 })) {
        if (found.push(id) % 4) remove(id)
      }
    }

    expect(await rejection(keeping())).toMatchObject({ name: 'ClerkError' })
    expect(found).toHaveLength(12)
    expect(listed).toHaveLength(3)
  })

  test('args: maxItems', async () => {
    const { listed, queries, ctx, remove } = listOf(30)
    const options = { pageSize: 10, maxItems: 12 }

    for await (const { id } of drain(listOrganizations, ctx, {}, options)) remove(id)

    expect(listed).toHaveLength(18)
    expect(queries).toEqual([{ limit: '10' }, { limit: '10' }])
  })

  test('args: maxItems 0 sends no request', async () => {
    const { queries, ctx } = listOf(3)

    expect(await drain(listOrganizations, ctx, {}, { maxItems: 0 }).next()).toMatchObject({
      done: true,
    })
    expect(queries).toEqual([])
  })

  test('args: every request has the params, and limit is the size of a page', async () => {
    const { queries, ctx, remove } = listOf(3)

    for await (const { id } of drain(listOrganizations, ctx, { query: 'a', limit: 2 })) remove(id)

    expect(queries).toEqual(Array(3).fill({ query: 'a', limit: '2' }))
  })

  test('args: a list without params has its options in their place', async () => {
    const { queries, ctx, remove } = listOf(3)

    for await (const { id } of drain(listDomains, ctx, { maxItems: 2 })) remove(id)

    expect(queries).toEqual([{}])
  })

  test.each([
    ['prefetch', true],
    ['pageSize', -1],
    ['maxItems', 0.5],
  ])('error: %s %s is refused, and nothing is requested', async (name, value) => {
    const { queries, ctx } = listOf(3)

    const error = await rejection(drain(listOrganizations, ctx, {}, { [name]: value }).next())

    expect(error).toMatchObject({ name: 'ClerkConfigError' })
    expect(error.message).toContain(`options.${name}`)
    expect(queries).toEqual([])
  })

  test('error: a missing operation', async () => {
    const items = drain(undefined as unknown as typeof listUsers, { secretKey: SECRET_KEY })

    await expect(items.next()).rejects.toThrow('drain takes a list operation')
  })

  test('error: an error of a page is thrown at that page', async () => {
    const { ctx, remove } = listOf(3)
    let requests = 0
    const fetch: Context['fetch'] = (url, init) =>
      ++requests === 2
        ? Promise.resolve(refusal(403, 'authorization_invalid'))
        : (ctx.fetch as NonNullable<Context['fetch']>)(url, init)
    const draining = async () => {
      const items = drain(listOrganizations, { ...ctx, fetch }, {}, { pageSize: 2 })
      for await (const { id } of items) remove(id)
    }

    expect(await rejection(draining())).toMatchObject({ status: 403 })
  })

  test('behavior: an abort between pages ends it with the reason', async () => {
    const { ctx, remove } = listOf(3)
    const controller = new AbortController()
    const draining = async () => {
      const options = { pageSize: 2, signal: controller.signal }
      for await (const { id } of drain(listOrganizations, ctx, {}, options)) {
        remove(id)
        controller.abort('enough')
      }
    }

    expect(await rejection(draining())).toBe('enough')
  })
})

describe('the emulator', () => {
  const COUNT = 120
  const users = (more: object = {}) =>
    Array.from({ length: COUNT }, (_, index) => ({
      id: `user_${index}`,
      username: `name_${index}`,
      ...more,
    }))
  const pages = { pageSize: 50 }

  test('behavior: users in an order without a cursor', async () => {
    const { ctx } = createEmulator({ seed: { users: users() } })
    const params = { order_by: '+last_active_at' }

    for await (const { id } of drain(listUsers, ctx, params, pages)) await deleteUser(ctx, id)

    expect(await countUsers(ctx)).toMatchObject({ total_count: 0 })
  })

  test('behavior: users who no longer match a filter', async () => {
    const { ctx } = createEmulator({ seed: { users: users({ banned: true }) } })

    for await (const { id } of drain(listUsers, ctx, { banned: true }, pages)) {
      await unbanUser(ctx, id)
    }

    expect(await countUsers(ctx, { banned: false })).toMatchObject({ total_count: COUNT })
  })

  test('behavior: organizations', async () => {
    const organizations = Array.from({ length: COUNT }, (_, index) => ({ name: `Org ${index}` }))
    const { ctx } = createEmulator({ seed: { organizations } })

    for await (const { id } of drain(listOrganizations, ctx, {}, pages)) {
      await deleteOrganization(ctx, id)
    }

    expect(await listOrganizations(ctx)).toMatchObject({ total_count: 0 })
  })

  test('behavior: memberships', async () => {
    const members = users().map(({ id }) => ({ user_id: id, role: 'org:member' }))
    const organization = { id: 'org_1', name: 'Org', max_allowed_memberships: 0, members }
    const { ctx } = createEmulator({ seed: { users: users(), organizations: [organization] } })

    for await (const { public_user_data } of drain(
      listOrganizationMemberships,
      ctx,
      'org_1',
      {},
      pages,
    )) {
      await deleteOrganizationMembership(ctx, 'org_1', public_user_data?.user_id ?? '')
    }

    expect(await listOrganizationMemberships(ctx, 'org_1')).toMatchObject({ total_count: 0 })
  })

  test('behavior: invitations that are pending', async () => {
    const { ctx } = createEmulator()
    for (let batch = 0; batch < COUNT / 10; batch++) {
      const invitations = Array.from({ length: 10 }, (_, index) => ({
        email_address: `guest${batch}x${index}@example.com`,
        notify: false,
      }))
      await bulkCreateInvitations(ctx, invitations)
    }

    for await (const { id } of drain(listInvitations, ctx, { status: 'pending' }, pages)) {
      await revokeInvitation(ctx, id)
    }

    expect(await listInvitations(ctx, { status: 'revoked' })).toMatchObject({ total_count: COUNT })
  })

  test('behavior: waitlist entries that are pending', async () => {
    const waitlist = Array.from({ length: COUNT }, (_, index) => ({
      email_address: `guest${index}@example.com`,
    }))
    const { ctx } = createEmulator({ seed: { waitlist } })

    for await (const { id } of drain(listWaitlistEntries, ctx, { status: 'pending' }, pages)) {
      await inviteWaitlistEntry(ctx, id)
    }

    expect(await listWaitlistEntries(ctx, { status: 'pending' })).toMatchObject({ total_count: 0 })
  })

  test('behavior: sessions that are active', async () => {
    const { ctx } = createEmulator({ seed: { users: users().slice(0, 1) } })
    for (let count = 0; count < 30; count++) await createSession(ctx, { user_id: 'user_0' })
    const params = { user_id: 'user_0', status: 'active' } as const

    for await (const { id } of drain(listSessions, ctx, params, { pageSize: 10 })) {
      await revokeSession(ctx, id)
    }

    expect(await listSessions(ctx, params)).toMatchObject({ total_count: 0 })
  })
})
