import {
  type Context,
  collect,
  listUserOrganizationMemberships,
  listUsers,
  listUserTrustedDevices,
  paginate,
  paginatePages,
  path,
  type RequestOptions,
  request,
} from 'clerklet'
import { describe, expect, test, vi } from 'vitest'
import { SECRET_KEY } from '#fixtures/api.ts'
import { json, refusal, rejection } from '#fixtures/transport.ts'
import { user } from '#fixtures/user.ts'

/** The params of `listThings`, a list operation that the test defines itself. */
interface ListQuery {
  limit?: number
  order_by?: string
}

/** Makes a context that lists `count` rows in pages, as the API does. Records the queries of the requests. */
function rows(count: number, row: (index: number) => object, bare: boolean) {
  const all = Array.from({ length: count }, (_, index) => row(index))
  const queries: Record<string, string>[] = []
  const ctx: Context = {
    secretKey: SECRET_KEY,
    retry: 0,
    fetch: async (url) => {
      const query = new URL(url).searchParams
      queries.push(Object.fromEntries(query))
      const after = query.get('starting_after')
      if (after && Number(query.get('offset'))) return refusal(422, 'form_param_value_invalid')
      const start = after
        ? all.findIndex((item) => (item as { id: string }).id === after) + 1
        : Number(query.get('offset') ?? 0)
      const page = all.slice(start, start + Number(query.get('limit') ?? 10))
      return json(200, bare ? page : { data: page, total_count: count })
    },
  }
  return { ctx, queries }
}

const users = (count: number) => rows(count, (index) => user({ id: `user_${index}` }), true)
const memberships = (count: number) => rows(count, (index) => ({ id: `orgmem_${index}` }), false)
const ids = (items: { id?: string }[]) => items.map(({ id }) => id)
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}_${index}`)
const everything = { maxItems: Number.POSITIVE_INFINITY }

describe('paginate', () => {
  test('default', async () => {
    const { ctx, queries } = users(1200)

    const found = await collect(paginate(listUsers, ctx), everything)

    expect(ids(found)).toEqual(numbered('user', 1200))
    expect(queries).toEqual([
      { limit: '500' },
      { limit: '500', starting_after: 'user_499' },
      { limit: '500', starting_after: 'user_999' },
    ])
  })

  test('behavior: a list with a total is paged by offset and stops at the total', async () => {
    const { ctx, queries } = memberships(6)

    const found = await collect(
      paginate(listUserOrganizationMemberships, ctx, 'user_1', {}, { pageSize: 3 }),
      everything,
    )

    expect(ids(found)).toEqual(numbered('orgmem', 6))
    expect(queries).toEqual([{ limit: '3' }, { limit: '3', offset: '3' }])
  })

  test('behavior: an empty list', async () => {
    for (const [found, { queries }] of [
      await (async () => {
        const list = users(0)
        return [await collect(paginate(listUsers, list.ctx), everything), list] as const
      })(),
      await (async () => {
        const list = memberships(0)
        const items = paginate(listUserOrganizationMemberships, list.ctx, 'user_1')
        return [await collect(items, everything), list] as const
      })(),
    ]) {
      expect(found).toEqual([])
      expect(queries).toHaveLength(1)
    }
  })

  test('behavior: a full last page of users is followed by an empty one, whose cursor is still listed', async () => {
    const { ctx, queries } = users(4)

    const found = await collect(paginate(listUsers, ctx, {}, { pageSize: 2 }), everything)

    expect(ids(found)).toEqual(numbered('user', 4))
    expect(queries.map(({ starting_after }) => starting_after)).toEqual([
      undefined,
      'user_1',
      'user_3',
      'user_2',
    ])
  })

  test.each(['created_at', '-created_at', '+created_at'])(
    'behavior: users in the order of %s are paged by cursor, filters kept',
    async (order_by) => {
      const { ctx, queries } = users(3)

      await collect(
        paginate(listUsers, ctx, { order_by, banned: false }, { pageSize: 2 }),
        everything,
      )

      expect(queries).toEqual([
        { order_by, banned: 'false', limit: '2' },
        { order_by, banned: 'false', limit: '2', starting_after: 'user_1' },
      ])
    },
  )

  test.each([100, 101, 250, 499])(
    'behavior: a bare array continues although its largest page has %d items',
    async (maxLimit) => {
      const { ctx, queries } = rows(1230, (index) => ({ id: `thing_${index}` }), true)
      const listThings = (ctx: Context, query?: ListQuery, options?: RequestOptions) =>
        request<{ id: string }[]>(ctx, undefined, {
          ...options,
          method: 'GET',
          path: path`/things`,
          query,
          maxLimit,
        })

      for (const query of [{}, { order_by: 'name' }]) {
        queries.length = 0
        const found = await collect(paginate(listThings, ctx, query), everything)

        expect(ids(found)).toEqual(numbered('thing', 1230))
        // The last page is not full, so no request follows it.
        expect(queries).toHaveLength(Math.floor(1230 / maxLimit) + 1)
      }
    },
  )

  test('behavior: fewer users than the smallest page need one request', async () => {
    const { ctx, queries } = users(99)

    expect(await collect(paginate(listUsers, ctx), everything)).toHaveLength(99)
    expect(queries).toEqual([{ limit: '500' }])
  })

  test('behavior: users in another order are paged by offset', async () => {
    const { ctx, queries } = users(5)

    const found = await collect(
      paginate(listUsers, ctx, { order_by: 'email_address' }, { pageSize: 2 }),
      everything,
    )

    expect(ids(found)).toEqual(numbered('user', 5))
    expect(queries.map(({ offset }) => offset)).toEqual([undefined, '1', '2', '3', '4'])
    expect(queries.map(({ limit }) => limit)).toEqual(['2', '2', '2', '2', '2'])
    expect(queries.some((query) => 'starting_after' in query)).toBe(false)
  })

  test('behavior: it begins at the cursor or offset of the params', async () => {
    const byOffset = users(5)
    const byCursor = users(5)

    const late = paginate(listUsers, byOffset.ctx, { offset: 3 }, { pageSize: 1 })
    const after = paginate(listUsers, byCursor.ctx, { starting_after: 'user_2' }, { pageSize: 1 })

    expect(ids(await collect(late, everything))).toEqual(['user_3', 'user_4'])
    expect(ids(await collect(after, everything))).toEqual(['user_3', 'user_4'])
    expect(byOffset.queries.map(({ offset }) => offset)).toEqual(['3', '3', '4'])
  })

  test('behavior: offset and cursor together cause no endless loop; the API may refuse them', async () => {
    const { ctx, queries } = users(5)
    const both = paginate(listUsers, ctx, { offset: 1, starting_after: 'user_1' }, { pageSize: 1 })

    const error = await rejection(collect(both, { maxItems: 20 }))

    expect(error).toMatchObject({ status: 422 })
    expect(queries).toHaveLength(1)
  })

  test('behavior: paging by cursor works in every order', async () => {
    const { ctx } = users(5)
    const params = { order_by: 'username', starting_after: 'user_1' }

    const found = await collect(paginate(listUsers, ctx, params, { pageSize: 1 }), { maxItems: 20 })

    expect(ids(found)).toEqual(['user_2', 'user_3', 'user_4'])
  })

  test('behavior: a list without params has its options in their place', async () => {
    const { ctx, queries } = rows(2, (index) => ({ id: `td_${index}` }), false)
    const controller = new AbortController()

    const devices = paginate(listUserTrustedDevices, ctx, 'user_1', { signal: controller.signal })

    expect(ids(await collect(devices, everything))).toEqual(['td_0', 'td_1'])
    expect(queries).toEqual([{}])
  })

  test('args: limit of the params is the size of a page', async () => {
    const { ctx, queries } = users(3)

    await collect(paginate(listUsers, ctx, { limit: 2 }), everything)

    expect(queries.map(({ limit }) => limit)).toEqual(['2', '2'])
  })

  test('args: pageSize wins over limit', async () => {
    const { ctx, queries } = users(3)

    await collect(paginate(listUsers, ctx, { limit: 2 }, { pageSize: 3 }), everything)

    expect(queries[0]?.limit).toBe('3')
  })

  test('args: maxItems', async () => {
    const { ctx, queries } = users(30)

    const found = await collect(
      paginate(listUsers, ctx, {}, { pageSize: 10, maxItems: 12 }),
      everything,
    )

    expect(ids(found)).toEqual(numbered('user', 12))
    expect(queries.map(({ limit }) => limit)).toEqual(['10', '2'])
  })

  test('args: maxItems 0 requests nothing', async () => {
    const { ctx, queries } = users(30)

    expect(await collect(paginate(listUsers, ctx, {}, { maxItems: 0 }), everything)).toEqual([])
    expect(queries).toEqual([])
  })

  test('args: prefetch requests the next page before this one is used', async () => {
    const { ctx, queries } = users(3)
    const items = paginate(listUsers, ctx, {}, { pageSize: 1, prefetch: true })

    await items.next()

    expect(queries).toHaveLength(2)
    await items.return()
  })

  test('behavior: without prefetch no page is requested in advance', async () => {
    const { ctx, queries } = users(3)
    const items = paginate(listUsers, ctx, {}, { pageSize: 1 })

    expect(queries).toHaveLength(0)
    await items.next()
    expect(queries).toHaveLength(1)
    await items.return()
    expect(queries).toHaveLength(1)
  })

  test('behavior: concurrent next() calls return items in order, and each page is loaded once', async () => {
    const { ctx, queries } = users(5)
    const items = paginate(listUsers, ctx, {}, { pageSize: 2 })

    const found = await Promise.all(Array.from({ length: 7 }, () => items.next()))

    expect(found.map(({ value }) => (value as { id: string } | undefined)?.id)).toEqual([
      ...numbered('user', 5),
      undefined,
      undefined,
    ])
    expect(found.map(({ done }) => done)).toEqual([...Array(5).fill(false), true, true])
    expect(queries).toHaveLength(3)
  })

  test('behavior: after return or throw no more items are yielded, of this page or the next', async () => {
    for (const leave of [
      (items: AsyncGenerator) => items.return(undefined),
      (items: AsyncGenerator) => rejection(items.throw(new Error('enough'))),
    ]) {
      const { ctx, queries } = users(4)
      const items = paginate(listUsers, ctx, {}, { pageSize: 2 })

      await items.next()
      await leave(items)

      expect(await items.next()).toEqual({ value: undefined, done: true })
      expect(queries).toHaveLength(1)
    }
  })

  test('behavior: when the loop ends, an earlier call still gets its item', async () => {
    const { ctx, queries } = users(4)
    const items = paginate(listUsers, ctx, {}, { pageSize: 2 })

    const [first, ...after] = await Promise.all([items.next(), items.return(), items.next()])

    expect(first).toMatchObject({ value: { object: 'user' }, done: false })
    expect(after).toEqual(Array(2).fill({ value: undefined, done: true }))
    expect(queries).toHaveLength(1)
  })

  test('behavior: the result is an async generator in every other way', async () => {
    const items = paginate(listUsers, users(1).ctx)

    expect(items[Symbol.asyncIterator]()).toBe(items)
    expect(Object.prototype.toString.call(items)).toBe('[object AsyncGenerator]')
  })

  test('behavior: an abort between pages ends it with the reason', async () => {
    const { ctx, queries } = users(3)
    const controller = new AbortController()
    const items = paginate(listUsers, ctx, {}, { pageSize: 1, signal: controller.signal })

    await items.next()
    controller.abort('enough')

    expect(await rejection(items.next())).toBe('enough')
    expect(queries).toHaveLength(1)
  })

  test('error: the error of a page is thrown at that page', async () => {
    const { ctx } = users(3)
    let pages = 0
    const failing: Context = {
      ...ctx,
      fetch: async (url, init) =>
        ++pages === 2
          ? refusal(403, 'authorization_invalid')
          : (ctx.fetch as typeof fetch)(url, init),
    }
    const items = paginate(listUsers, failing, {}, { pageSize: 1 })

    expect(await items.next()).toMatchObject({ value: { id: 'user_0' } })
    expect(await rejection(items.next())).toMatchObject({ status: 403 })
    expect(await items.next()).toEqual({ value: undefined, done: true })
  })

  test('behavior: a prefetched page that fails after the loop causes no unhandled rejection', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    let pages = 0
    const ctx: Context = {
      secretKey: SECRET_KEY,
      fetch: async () => (++pages > 1 ? refusal(403, 'x') : json(200, [user()])),
    }
    const items = paginate(listUsers, ctx, {}, { pageSize: 1, prefetch: true })

    await items.next()
    await items.return()
    await new Promise((resolve) => setTimeout(resolve, 20))
    process.off('unhandledRejection', unhandled)

    expect(pages).toBe(2)
    expect(unhandled).not.toHaveBeenCalled()
  })
})

describe('an API that always returns the same page', () => {
  /** Makes a context that responds to each request with the result of `body` for its number. Counts the requests. */
  function endless(body: (request: number) => unknown) {
    const count = { requests: 0 }
    const ctx: Context = {
      secretKey: SECRET_KEY,
      retry: 0,
      fetch: async () => json(200, body(count.requests++)),
    }
    return { ctx, count }
  }
  const someUsers = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => user({ id: `user_${from + index}` }))
  const message =
    'GET listUsers was carried out (200), but its response is not as documented: the root should be the next page and is a page that came before'

  test('error: a cursor that does not move ends paging, and no user is yielded twice', async () => {
    const { ctx, count } = endless(() => someUsers(0, 500))
    const found: unknown[] = []

    const error = await rejection(
      (async () => {
        for await (const item of paginate(listUsers, ctx)) found.push(item)
      })(),
    )

    expect(error).toMatchObject({ name: 'ClerkResponseError', message })
    expect(ids(found as { id: string }[])).toEqual(numbered('user', 500))
    expect(count.requests).toBe(2)
  })

  test('error: pages that repeat in a cycle end paging', async () => {
    const { ctx, count } = endless((request) => someUsers((request % 3) * 2, 2))

    const error = await rejection(
      collect(paginate(listUsers, ctx, {}, { pageSize: 2 }), { maxItems: 100 }),
    )

    expect(error).toMatchObject({ name: 'ClerkResponseError' })
    expect(count.requests).toBe(6)
  })

  test('error: a short last page that repeats ends paging', async () => {
    const { ctx, count } = endless((request) => someUsers(0, request === 0 ? 10 : 2))

    const error = await rejection(
      collect(paginate(listUsers, ctx, {}, { pageSize: 10, maxItems: 12 }), { maxItems: 100 }),
    )

    expect(error).toMatchObject({ name: 'ClerkResponseError' })
    expect(count.requests).toBe(7)
  })

  test('error: an API that ignores the cursor of the params ends paging', async () => {
    const { ctx } = endless(() => someUsers(0, 2))
    const items = paginate(listUsers, ctx, { starting_after: 'user_1' }, { pageSize: 2 })

    expect(await rejection(items.next())).toMatchObject({ name: 'ClerkResponseError' })
  })

  test.each([true, false])('error: prefetch %s requests no further page', async (prefetch) => {
    const { ctx, count } = endless(() => someUsers(0, 2))

    await rejection(collect(paginate(listUsers, ctx, {}, { pageSize: 2, prefetch }), everything))

    expect(count.requests).toBe(2)
  })

  test('error: an offset that is ignored ends paging at the third repetition', async () => {
    const params = { order_by: 'email_address' }
    const { ctx, count } = endless(() => someUsers(0, 2))

    const error = await rejection(
      collect(paginate(listUsers, ctx, params, { pageSize: 2 }), { maxItems: 100 }),
    )

    expect(error).toMatchObject({ name: 'ClerkResponseError', message })
    expect(count.requests).toBe(3)
  })

  test('error: a repeated list without total and without ids ends paging', async () => {
    const { ctx, count } = endless(() => ({ data: [{ name: 'a' }] }))

    const error = await rejection(
      collect(paginate(listUserTrustedDevices, ctx, 'user_1'), { maxItems: 100 }),
    )

    expect(error).toMatchObject({ name: 'ClerkResponseError' })
    expect(count.requests).toBe(3)
  })

  test('behavior: when moving rows repeat a page, paging continues', async () => {
    const pages = [
      ['user_1', 'user_2'],
      ['user_1', 'user_2'],
      ['user_2', 'user_3'],
      ['user_2', 'user_3'],
      ['user_3', 'user_4'],
      ['user_4'],
    ]
    const { ctx } = endless((request) => (pages[request] ?? []).map((id) => user({ id })))

    const found = await collect(
      paginate(listUsers, ctx, { order_by: 'email_address' }, { pageSize: 2 }),
      everything,
    )

    expect(ids(found)).toEqual(['user_1', 'user_2', 'user_3', 'user_4'])
  })

  test.each([
    ['no list', { total_count: 3 }],
    ['nothing', undefined],
  ])('error: an answer with %s', async (_, body) => {
    const { ctx } = endless(() => body)
    const fetch = async () => (body ? json(200, body) : new Response(null, { status: 204 }))

    const error = await rejection(
      paginate(listUserOrganizationMemberships, { ...ctx, fetch }, 'user_1').next(),
    )

    expect(error).toMatchObject({ name: 'ClerkResponseError' })
  })
})

describe('options of a wrong kind', () => {
  test.each([
    ['pageSize', 0],
    ['pageSize', -1],
    ['pageSize', 1.5],
    ['pageSize', Number.NaN],
    ['pageSize', '10'],
    ['maxItems', -1],
    ['maxItems', 0.5],
    ['maxItems', Number.NaN],
    ['maxItems', 'all'],
  ])('error: %s %s is refused, and nothing is requested', async (name, value) => {
    const { ctx, queries } = users(3)

    const error = await rejection(paginate(listUsers, ctx, {}, { [name]: value }).next())

    expect(error).toMatchObject({ name: 'ClerkConfigError' })
    expect(error.message).toContain(`options.${name} is `)
    expect(queries).toEqual([])
  })

  test('error: an empty page', async () => {
    const { ctx, queries } = users(3)

    expect(await rejection(paginate(listUsers, ctx, {}, { pageSize: 0 }).next())).toMatchObject({
      name: 'ClerkConfigError',
    })
    expect(queries).toEqual([])
  })

  test('args: Infinity is the largest page, null the default', async () => {
    const { ctx, queries } = users(1)
    const none = null as unknown as number

    await collect(
      paginate(listUsers, ctx, {}, { pageSize: Infinity, maxItems: Infinity }),
      everything,
    )
    await collect(paginate(listUsers, ctx, {}, { pageSize: none, maxItems: none }), everything)

    expect(queries).toEqual([{ limit: '500' }, { limit: '500' }])
  })

  test.each([undefined, null, SECRET_KEY, 7])('error: %j in place of the context', async (ctx) => {
    expect(await rejection(paginate(listUsers, ctx as Context).next())).toMatchObject({
      name: 'ClerkConfigError',
    })
  })

  test.each([undefined, null, {}])('error: %j in place of the operation', async (operation) => {
    const items = paginate(operation as unknown as typeof listUsers, { secretKey: SECRET_KEY })

    expect(await rejection(items.next())).toMatchObject({ name: 'ClerkConfigError' })
  })
})

describe('a page that was fetched ahead', () => {
  /** Makes a list of users. `outcome` gives the response to the second request. */
  function second(outcome: (ordinary: () => Promise<Response>) => Promise<Response>) {
    const { ctx, queries } = users(3)
    let requests = 0
    const fetch: Context['fetch'] = (url, init) => {
      const ordinary = async () => (ctx.fetch as NonNullable<Context['fetch']>)(url, init)
      return ++requests === 2 ? outcome(ordinary) : ordinary()
    }
    const options = { pageSize: 1, prefetch: true, timeout: Infinity }
    return {
      items: paginate(listUsers, { ...ctx, fetch }, {}, options),
      queries,
      count: () => requests,
    }
  }
  const idOfNext = async (items: AsyncGenerator<{ id?: string }, void>) => {
    const { value } = await items.next()
    return (value as { id: string } | undefined)?.id
  }

  test('behavior: when it was cancelled with its request, the page is loaded again after a second', async () => {
    const { items } = second(() => new Promise(() => {}))
    expect(await idOfNext(items)).toBe('user_0')

    const started = performance.now()
    expect(await idOfNext(items)).toBe('user_1')
    const waited = performance.now() - started

    expect(waited).toBeGreaterThan(900)
    expect(waited).toBeLessThan(3000)
    expect(await idOfNext(items)).toBe('user_2')
    expect(await idOfNext(items)).toBeUndefined()
  })

  test('behavior: when it arrives within a second, it is loaded once', async () => {
    const { items, count } = second(async (ordinary) => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      return ordinary()
    })

    await idOfNext(items)
    expect(await idOfNext(items)).toBe('user_1')
    expect(count()).toBe(3)
    await items.return()
  })

  test('error: when it failed, the call that needs it fails, too', async () => {
    const { items } = second(async () => refusal(403, 'authorization_invalid'))

    await idOfNext(items)

    expect(await rejection(items.next())).toMatchObject({ status: 403 })
  })
})

describe('paginatePages', () => {
  test('default', async () => {
    const { ctx } = users(5)
    const pages: (string | undefined)[][] = []

    for await (const page of paginatePages(listUsers, ctx, {}, { pageSize: 2 }))
      pages.push(ids(page))

    expect(pages).toEqual([['user_0', 'user_1'], ['user_2', 'user_3'], ['user_4']])
  })

  test('behavior: no empty page is yielded', async () => {
    const { ctx } = users(2)
    const pages: unknown[] = []

    for await (const page of paginatePages(listUsers, ctx, {}, { pageSize: 2 })) pages.push(page)

    expect(pages).toHaveLength(1)
  })

  test('behavior: a page longer than requested is cut to maxItems', async () => {
    const ctx: Context = {
      secretKey: SECRET_KEY,
      fetch: async () =>
        json(
          200,
          numbered('user', 9).map((id) => user({ id })),
        ),
    }
    const pages: number[] = []

    for await (const page of paginatePages(listUsers, ctx, {}, { maxItems: 4 })) {
      pages.push(page.length)
    }

    expect(pages).toEqual([4])
  })
})
