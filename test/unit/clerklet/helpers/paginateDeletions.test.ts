import {
  ClerkResponseError,
  type Context,
  collect,
  deleteUser,
  type Fetch,
  listUsers,
  paginate,
  type User,
} from 'clerklet'
import { createEmulator } from 'clerklet-emulator'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { json, refusal, rejection } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

/** The responses that an API may send when `starting_after` is the id of a deleted user. */
const WAYS = ['422', '404', 'an empty page', 'the next page'] as const
type Way = (typeof WAYS)[number] | 'the first page'
const ORDERS = ['-created_at', '+created_at', undefined] as const

interface Api {
  ctx: Context
  /** Adds a user with a time of creation in milliseconds. */
  add(id: string, created_at: number): void
  remove(id: string): void
  ids(): string[]
  /** The `starting_after` of each request. */
  cursors: (string | undefined)[]
  /** Called before each request. */
  before: () => void
}

/** Makes an API with users who were created at `times`. `way` is its response to the id of a deleted user. */
function apiOf(times: number[], way: Way, isInclusive = false): Api {
  const listed: User[] = []
  const removed = new Map<string, User>()
  const api: Api = {
    ctx: {
      secretKey: SECRET_KEY,
      retry: 0,
      fetch: async (url) => {
        api.before()
        const query = new URL(url).searchParams
        const after = query.get('starting_after') ?? undefined
        api.cursors.push(after)
        const sign = (query.get('order_by') ?? '-created_at').startsWith('-') ? -1 : 1
        const compare = (a: User, b: User) =>
          sign * (a.created_at - b.created_at || a.id.localeCompare(b.id))
        const past = Number(query.get('created_at_after') ?? -Infinity)
        const future = Number(query.get('created_at_before') ?? Infinity)
        const isIn = ({ created_at: time }: User) =>
          isInclusive ? past <= time && time <= future : past < time && time < future
        let rows = listed.filter(isIn).sort(compare)
        const cursor = listed.find(({ id }) => id === after)
        const gone = after === undefined ? undefined : removed.get(after)
        if (cursor) rows = rows.filter((row) => compare(row, cursor) > 0)
        else if (gone) {
          if (way === '422') return refusal(422, 'form_param_value_invalid')
          if (way === '404') return refusal(404, 'resource_not_found')
          if (way === 'an empty page') rows = []
          if (way === 'the next page') rows = rows.filter((row) => compare(row, gone) > 0)
        }
        return json(200, rows.slice(0, Number(query.get('limit'))))
      },
    },
    add: (id, created_at) => listed.push(user({ id, created_at })),
    remove(id) {
      const index = listed.findIndex((one) => one.id === id)
      const [one] = index < 0 ? [] : listed.splice(index, 1)
      if (one) removed.set(id, one)
    },
    ids: () => listed.map(({ id }) => id),
    cursors: [],
    before: () => {},
  }
  times.forEach((time, index) => {
    api.add(`user_${String(index).padStart(4, '0')}`, time)
  })
  return api
}

const upTo = (count: number, time: (index: number) => number = (index) => index) =>
  Array.from({ length: count }, (_, index) => 1_700_000_000_000 + time(index))
const everything = { maxItems: Infinity }
const TIMES: [string, (count: number) => number[]][] = [
  ['each at its own time', (count) => upTo(count)],
  ['in pairs', (count) => upTo(count, (index) => index >> 1)],
  ['all at once', (count) => upTo(count, () => 0)],
]

/**
 * A list that changes while a loop reads it. Before each request, the next entry of `moments` deletes the users at the indexes
 * `removed`, and adds users who were created at the times `added`.
 */
interface BusyList {
  times: number[]
  moments: { removed: number[]; added: number[] }[]
  order_by: (typeof ORDERS)[number]
  pageSize: number
  prefetch: boolean
  /** Whether `created_at_before` and `created_at_after` include users who were created at exactly the given time. */
  isInclusive: boolean
  /** The loop deletes every n-th user that it gets; 0 for none. */
  deletes: number
}

const busyLists: fc.Arbitrary<BusyList> = fc.record({
  times: fc.array(fc.nat(12), { minLength: 1, maxLength: 40 }),
  moments: fc.array(
    fc.record({
      removed: fc.array(fc.nat(40), { maxLength: 4 }),
      added: fc.array(fc.integer({ min: -2, max: 14 }), { maxLength: 2 }),
    }),
    { maxLength: 40 },
  ),
  order_by: fc.constantFrom(...ORDERS),
  pageSize: fc.integer({ min: 1, max: 8 }),
  prefetch: fc.boolean(),
  isInclusive: fc.boolean(),
  deletes: fc.nat(3),
})

/** Reads the list in a loop. Returns the users that the loop gets, and the users that were listed all the time. */
async function read(busy: BusyList, way: Way): Promise<{ found: string[]; stayed: string[] }> {
  const { times, moments, order_by, pageSize, prefetch, isInclusive, deletes } = busy
  const api = apiOf(times, way, isInclusive)
  const started = api.ids()
  let requests = 0
  let additions = 0
  api.before = () => {
    if (requests > 2_000) throw new Error('The loop does not end')
    const { removed = [], added = [] } = moments[requests++] ?? {}
    for (const index of removed) api.remove(api.ids()[index] ?? '')
    for (const time of added) api.add(`user_new_${additions++}`, time)
  }
  const found: string[] = []
  const options = { pageSize, prefetch }
  for await (const { id } of paginate(listUsers, api.ctx, { order_by }, options)) {
    if (found.push(id) % deletes === 0) api.remove(id)
  }
  return { found, stayed: started.filter((id) => api.ids().includes(id)) }
}

describe.each(WAYS)('an API that returns %s after a deleted user', (way) => {
  describe.each(TIMES)('users who were created %s', (_, times) => {
    const cases = ORDERS.flatMap((order_by) =>
      [1, 2, 5, 20].flatMap((pageSize) =>
        [false, true].map((prefetch) => ({ order_by, pageSize, prefetch })),
      ),
    )

    test.each(cases)(
      'behavior: each can be deleted when it is yielded: $order_by, pages of $pageSize, prefetch $prefetch',
      async ({ order_by, ...options }) => {
        for (const count of [0, 1, 20, 41, 60]) {
          const api = apiOf(times(count), way)
          const all = api.ids()
          const found: string[] = []

          for await (const { id } of paginate(listUsers, api.ctx, { order_by }, options)) {
            api.remove(id)
            found.push(id)
          }

          expect(found.sort()).toEqual(all)
          expect(api.ids()).toEqual([])
        }
      },
    )

    test.each(cases)(
      'behavior: some can be deleted when they are yielded: $order_by, pages of $pageSize, prefetch $prefetch',
      async ({ order_by, ...options }) => {
        const parts: ((index: number) => boolean)[] = [
          (index) => (index + 1) % options.pageSize === 0,
          (index) => index % options.pageSize !== 0,
          (index) => index % 3 === 0,
          (index) => index % 40 >= 20,
        ]
        for (const isDeleted of parts) {
          const api = apiOf(times(61), way)
          const all = api.ids()
          const found: string[] = []

          for await (const { id } of paginate(listUsers, api.ctx, { order_by }, options)) {
            if (isDeleted(found.length)) api.remove(id)
            found.push(id)
          }

          expect(found.sort()).toEqual(all)
        }
      },
    )
  })

  test('behavior: while others delete and add, each remaining user is yielded once', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(busyLists, async (busy) => {
        const { found, stayed } = await read(busy, way)

        expect(new Set(found).size).toBe(found.length)
        expect(stayed.filter((id) => !found.includes(id))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('behavior: paging stays after the cursor of the params when all users after it are deleted', async () => {
    const api = apiOf(
      upTo(20, () => 0),
      way,
    )
    const params = { starting_after: 'user_0003', order_by: '+created_at' }

    for await (const { id } of paginate(listUsers, api.ctx, params, { pageSize: 5 })) api.remove(id)

    expect(api.ids()).toEqual(['user_0000', 'user_0001', 'user_0002', 'user_0003'])
  })

  test('behavior: the bounds of the params apply when a page is deleted', async () => {
    const api = apiOf(upTo(40), way)
    const [first = 0] = upTo(1)
    const params = { created_at_after: first + 9, created_at_before: new Date(first + 30) }

    for await (const { id } of paginate(listUsers, api.ctx, params, { pageSize: 5 })) api.remove(id)

    expect(api.ids()).toHaveLength(20)
  })
})

describe('an API that returns the first page after a deleted user', () => {
  test.each(ORDERS)('behavior: each can be deleted when it is yielded: %s', async (order_by) => {
    const api = apiOf(upTo(60), 'the first page')
    const all = api.ids()
    const found: string[] = []

    for await (const { id } of paginate(listUsers, api.ctx, { order_by }, { pageSize: 5 })) {
      if (found.push(id) % 2 === 0 || found.length > 30) api.remove(id)
    }

    expect(found.sort()).toEqual(all)
  })

  test.each([1, 2, 3])('behavior: some are deleted later, in pages of %d', async (pageSize) => {
    const api = apiOf(upTo(8), 'the first page')
    const all = api.ids()
    const found: string[] = []

    for await (const { id } of paginate(listUsers, api.ctx, {}, { pageSize })) {
      found.push(id)
      if (id === 'user_0006' || id === 'user_0003') api.remove(id)
    }

    expect(found.sort()).toEqual(all)
  })

  test('behavior: while others delete and add, each remaining user is yielded once, or paging throws', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(busyLists, async (busy) => {
        const outcome = await read(busy, 'the first page').catch((error) => error)
        if (outcome instanceof ClerkResponseError) return
        const { found, stayed } = outcome

        expect(new Set(found).size).toBe(found.length)
        expect(stayed.filter((id: string) => !found.includes(id))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('requests', () => {
  test('behavior: when nothing is deleted, no page is requested twice', async () => {
    const api = apiOf(upTo(12), '422')

    await collect(paginate(listUsers, api.ctx, {}, { pageSize: 5 }), everything)

    expect(api.cursors).toEqual([undefined, 'user_0007', 'user_0002'])
  })

  test('behavior: an empty page causes another request, since the cursor may be deleted', async () => {
    const api = apiOf(upTo(10), '422')

    await collect(paginate(listUsers, api.ctx, {}, { pageSize: 5 }), everything)

    expect(api.cursors).toEqual([undefined, 'user_0005', 'user_0000', 'user_0001'])
  })

  test('behavior: a deleted cursor costs one more request, a deleted page a few', async () => {
    const one = apiOf(upTo(1000), '422')
    const page = apiOf(upTo(1000), '422')

    const some = paginate(listUsers, one.ctx, {}, { maxItems: 600 })
    for await (const { id } of some) if (id === 'user_0500') one.remove(id)
    for await (const { id } of paginate(listUsers, page.ctx, {}, { maxItems: 600 })) page.remove(id)

    expect(one.cursors).toEqual([undefined, 'user_0500', 'user_0501'])
    expect(page.cursors).toEqual([
      ...[undefined, 'user_0500', 'user_0501', 'user_0508', 'user_0564', 'user_0999'],
      undefined,
    ])
  })
})

describe('a refusal that is not about the cursor', () => {
  test('error: a user who is still listed is not treated as deleted', async () => {
    const api = apiOf(upTo(10), '422')
    const fetch = api.ctx.fetch as Fetch
    const ctx: Context = {
      ...api.ctx,
      fetch: async (url, init) =>
        url.includes('starting_after=user_0005')
          ? refusal(422, 'form_param_value_invalid')
          : fetch(url, init),
    }
    const items = paginate(listUsers, ctx, {}, { pageSize: 5 })

    expect(await rejection(collect(items, everything))).toMatchObject({ status: 422 })
    expect(api.cursors).toEqual([undefined, 'user_0006'])
  })

  test.each([400, 404, 422])('error: the cursor of the params: %i', async (status) => {
    let requests = 0
    const ctx: Context = {
      secretKey: SECRET_KEY,
      fetch: async () => {
        requests++
        return refusal(status, 'form_param_value_invalid')
      },
    }
    const items = paginate(listUsers, ctx, { starting_after: 'user_gone' })

    expect(await rejection(items.next())).toMatchObject({ status })
    expect(requests).toBe(1)
  })

  test.each([401, 403, 429, 500])('error: %i is thrown unchanged', async (status) => {
    const api = apiOf(upTo(10), '422')
    const fetch = api.ctx.fetch as Fetch
    const ctx: Context = {
      ...api.ctx,
      fetch: async (url, init) =>
        url.includes('starting_after') ? refusal(status, 'x') : fetch(url, init),
    }
    const items = paginate(listUsers, ctx, {}, { pageSize: 5 })

    expect(await rejection(collect(items, everything))).toMatchObject({ status })
    expect(api.cursors).toHaveLength(1)
  })

  test('error: every cursor is refused', async () => {
    const api = apiOf(upTo(10), '422')
    const fetch = api.ctx.fetch as Fetch
    const ctx: Context = {
      ...api.ctx,
      fetch: async (url, init) =>
        url.includes('starting_after')
          ? refusal(422, 'form_param_value_invalid')
          : fetch(url, init),
    }
    const items = paginate(listUsers, ctx, {}, { pageSize: 5 })

    expect(await rejection(collect(items, everything))).toMatchObject({ status: 422 })
  })
})

describe('users who move for another reason', () => {
  test('behavior: a created_at is changed to a time already read', async () => {
    const api = apiOf(upTo(30), '422')
    const found: string[] = []

    for await (const { id } of paginate(listUsers, api.ctx, {}, { pageSize: 5 })) {
      api.remove(id)
      api.add(id, 1_800_000_000_000)
      found.push(id)
    }

    expect(new Set(found).size).toBe(30)
    expect(found).toHaveLength(30)
  })
})

describe('the emulator', () => {
  test.each([{ pageSize: 5 }, { pageSize: 100 }, { pageSize: 100, prefetch: true }, {}])(
    'behavior: users can be deleted when they are yielded: %o',
    async (options) => {
      const users = Array.from({ length: 240 }, (_, index) => ({
        id: `user_${index}`,
        username: `name_${index}`,
      }))
      const { ctx } = createEmulator({ seed: { users } })
      const found = new Set<string>()

      for await (const { id } of paginate(listUsers, ctx, {}, options)) {
        await deleteUser(ctx, id)
        found.add(id)
      }

      expect(found.size).toBe(240)
      expect(await listUsers(ctx)).toEqual([])
    },
  )
})
