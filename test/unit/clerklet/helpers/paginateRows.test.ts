import {
  type Context,
  collect,
  deleteOrganization,
  deleteUser,
  listOrganizations,
  listUserOrganizationMemberships,
  listUsers,
  paginate,
} from 'clerklet'
import { createEmulator } from 'clerklet-emulator'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { json, rejection } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

interface Row {
  id?: string
  name?: number
}

/** Makes a list that is paged by offset. A test can change the list before each request, and read the requested offsets. */
function listOf<Item extends Row>(
  items: Item[],
  answer: (page: Item[], total: number) => unknown,
  paging: (ctx: Context, options: object) => AsyncGenerator<Row>,
) {
  const offsets: number[] = []
  const state = { listed: items, offsets, before: (_request: number) => {} }
  const ctx: Context = {
    secretKey: SECRET_KEY,
    retry: 0,
    fetch: async (url) => {
      const query = new URL(url).searchParams
      const offset = Number(query.get('offset'))
      state.before(offsets.push(offset))
      const page = state.listed.slice(offset, offset + Number(query.get('limit')))
      return json(200, answer(page, state.listed.length))
    },
  }
  const remove = (isRemoved: (index: number) => boolean) => {
    state.listed = state.listed.filter((_, index) => !isRemoved(index))
  }
  const rows = (options: object) => paging(ctx, options)
  const idsOf = async (options: object) =>
    (await collect(rows(options), { maxItems: Infinity })).map(({ id }) => id)
  return { state, remove, rows, idsOf, all: items.map(({ id }) => id) }
}

/** Makes a list of memberships, which is a list with a total. */
function rowsOf(count: number, row = (index: number): Row => ({ id: `row_${index}` })) {
  return listOf(
    Array.from({ length: count }, (_, index) => row(index)),
    (data, total_count) => ({ data, total_count }),
    (ctx, options) => paginate(listUserOrganizationMemberships, ctx, 'user_1', {}, options),
  )
}

/** Makes a list of users, which is a list without a total, in the order of their e-mail addresses. */
function usersOf(count: number) {
  return listOf(
    Array.from({ length: count }, (_, index) => user({ id: `user_${index}` })),
    (page) => page,
    (ctx, options) => paginate(listUsers, ctx, { order_by: 'email_address' }, options),
  )
}

describe('rows of a list by offset that are deleted while it is read', () => {
  test('behavior: deletions before the next page skip no row', async () => {
    const { state, remove, idsOf, all } = rowsOf(12)
    state.before = (request) => {
      if (request === 2) remove((index) => index === 1 || index === 3)
    }

    expect(await idsOf({ pageSize: 5 })).toEqual(all)
    expect(state.offsets).toEqual([0, 5, 2, 7])
  })

  test('behavior: deletions after it yield no row twice', async () => {
    const { state, remove, idsOf, all } = rowsOf(12)
    state.before = (request) => {
      if (request === 2) remove((index) => index > 8)
    }

    expect(await idsOf({ pageSize: 5 })).toEqual(all.slice(0, 9))
  })

  test('behavior: deletion of all later rows ends the list', async () => {
    const { state, remove, idsOf, all } = rowsOf(12)
    state.before = (request) => {
      if (request === 2) remove((index) => index >= 5)
    }

    expect(await idsOf({ pageSize: 5 })).toEqual(all.slice(0, 5))
  })

  test('behavior: deletion of all rows ends the list', async () => {
    const { state, remove, idsOf, all } = rowsOf(12)
    state.before = (request) => {
      if (request === 2) remove(() => true)
    }

    expect(await idsOf({ pageSize: 5 })).toEqual(all.slice(0, 5))
  })

  test('behavior: rows without ids are compared by their content', async () => {
    const { state, remove, rows } = rowsOf(12, (name) => ({ name }))
    state.before = (request) => {
      if (request === 2) remove((index) => index < 3)
    }

    const found = await collect(rows({ pageSize: 5 }), { maxItems: Infinity })

    expect(found).toEqual(Array.from({ length: 12 }, (_, name) => ({ name })))
  })

  test('behavior: a loop that deletes every second row gets each row once', async () => {
    for (const pageSize of [2, 5, 10]) {
      const { state, rows, all } = rowsOf(41)
      const found: Row['id'][] = []
      for await (const { id } of rows({ pageSize })) {
        if (found.push(id) % 2) state.listed = state.listed.filter((one) => Object(one).id !== id)
      }

      expect(found).toEqual(all)
    }
  })

  test('error: the loop deletes a whole page, so that rows would be skipped', async () => {
    const { state, rows } = rowsOf(12)
    const deleting = async () => {
      for await (const { id } of rows({ pageSize: 5 })) {
        state.listed = state.listed.filter((one) => Object(one).id !== id)
      }
    }

    expect(await rejection(deleting())).toMatchObject({
      name: 'ClerkError',
      message:
        'listUserOrganizationMemberships: total_count fell from 12 to 7, and no row of the last page is listed where it was. Later rows have moved, and some would be skipped. If the loop removes the items, use drain(listUserOrganizationMemberships, ctx). If something else deletes from the list, start again',
    })
    expect(state.listed).toHaveLength(7)
  })

  test('error: organizations of the emulator', async () => {
    const organizations = Array.from({ length: 120 }, (_, index) => ({ name: `Org ${index}` }))
    const { ctx } = createEmulator({ seed: { organizations } })
    const deleting = async () => {
      for await (const { id } of paginate(listOrganizations, ctx, {}, { pageSize: 50 })) {
        await deleteOrganization(ctx, id)
      }
    }

    await expect(deleting()).rejects.toThrow('use drain(listOrganizations, ctx)')
  })

  test('behavior: a list that is not changed costs no further request', async () => {
    const { state, idsOf, all } = rowsOf(12)

    expect(await idsOf({ pageSize: 5 })).toEqual(all)
    expect(state.offsets).toEqual([0, 5, 10])
  })
})

describe('users in another order, a list by offset without a total', () => {
  test('behavior: deletions before the next page skip no row', async () => {
    const { state, remove, idsOf, all } = usersOf(12)
    state.before = (request) => {
      if (request === 2) remove((index) => index === 1 || index === 3)
    }

    expect(await idsOf({ pageSize: 5 })).toEqual(all)
    // Each page begins with the last row of the previous page. If this row is missing, the previous page is read again.
    expect(state.offsets).toEqual([0, 4, 0, 4, 8])
  })

  test('behavior: additions before the next page yield no row twice', async () => {
    const { state, idsOf, all } = usersOf(12)
    state.before = (request) => {
      if (request === 2) state.listed = [user({ id: 'user_new' }), ...state.listed]
    }

    expect(await idsOf({ pageSize: 5 })).toEqual(all)
  })

  test('behavior: deletion of all rows ends the list', async () => {
    const { state, remove, idsOf, all } = usersOf(12)
    state.before = (request) => {
      if (request === 2) remove(() => true)
    }

    expect(await idsOf({ pageSize: 5 })).toEqual(all.slice(0, 5))
  })

  test('behavior: pages have room for the row that they repeat', async () => {
    const { idsOf, all, state } = usersOf(12)

    expect(await idsOf({ maxItems: 11, pageSize: 10 })).toEqual(all.slice(0, 11))
    expect(state.offsets).toEqual([0, 9])
  })

  test('error: the loop deletes a whole page, so that rows would be skipped', async () => {
    const users = Array.from({ length: 120 }, (_, index) => ({
      email_address: [`user.${index}@example.com`],
    }))
    const { ctx } = createEmulator({ seed: { users } })
    const deleting = async () => {
      const params = { order_by: 'email_address' } as const
      for await (const { id } of paginate(listUsers, ctx, params, { pageSize: 50 })) {
        await deleteUser(ctx, id)
      }
    }

    await expect(deleting()).rejects.toThrow(
      'listUsers: no row of the last page is listed where it was. Later rows have moved, and some would be skipped. If the loop removes the items, use drain(listUsers, ctx)',
    )
  })
})

describe.each([
  ['with a total', rowsOf],
  ['without a total', usersOf],
])('a list by offset %s, deleted from at random', (_, listOfMany) => {
  test('behavior: each remaining row is yielded once, or paging throws', {
    timeout: 60_000,
  }, async () => {
    const moment = fc.array(fc.nat(40), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(
        fc.nat(40),
        fc.array(moment, { maxLength: 20 }),
        fc.record({
          pageSize: fc.integer({ min: 1, max: 9 }),
          prefetch: fc.boolean(),
          maxItems: fc.constantFrom(7, Infinity),
        }),
        async (count, moments, options) => {
          const { state, remove, idsOf, all } = listOfMany(count)
          state.before = (request) => {
            remove((index) => Boolean(moments[request - 1]?.includes(index)))
          }
          const found = await idsOf(options).catch((error: Error) => error)

          if (found instanceof Error) {
            expect(found.message).toContain('no row of the last page is listed where it was')
            return
          }
          expect(new Set(found).size).toBe(found.length)
          const stayed = all.filter((id) => state.listed.some((one: Row) => one.id === id))
          const wanted = stayed.filter((id) => !found.includes(id))
          expect(options.maxItems === 7 ? wanted.slice(0, 7 - found.length) : wanted).toEqual([])
        },
      ),
      { numRuns: 200 },
    )
  })
})
