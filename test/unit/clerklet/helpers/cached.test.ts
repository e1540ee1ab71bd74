import {
  batchUsers,
  type CacheStore,
  type Context,
  cached,
  getOrganization,
  getUser,
  updateUser,
} from 'clerklet'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { emulate } from '#fixtures/emulator.ts'

const OPTIONS = { name: 'users', ttl: 60_000 }
const SEED = {
  users: [1, 2, 3].map((i) => ({ id: `user_${i}`, username: `user${i}`, first_name: 'Ada' })),
  organizations: [{ id: 'org_1', name: 'Acme' }],
}

/** Makes an emulator. `reads()` counts its GET requests. */
function world() {
  const emulator = emulate({ seed: SEED })
  const reads = () => emulator.requests.filter(({ method }) => method === 'GET').length
  return { ...emulator, reads }
}

/** Moves the fake timers until a call settles. Digests take real time, so the timers move in small steps. */
async function whileTimePasses<T>(call: Promise<T>): Promise<T> {
  let isSettled = false
  const settle = () => {
    isSettled = true
  }
  call.then(settle, settle)
  await vi.waitFor(() => expect(isSettled).toBe(true), { interval: 50, timeout: 10_000 })
  return call
}

/** Makes a promise, and the function `open` that resolves it. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

afterEach(() => vi.useRealTimers())

test('default', async () => {
  const { strict, clock, reads } = world()
  const userOf = cached(getUser, strict, OPTIONS)

  expect(await userOf('user_1')).toMatchObject({ id: 'user_1' })
  expect(await userOf('user_1')).toMatchObject({ id: 'user_1' })
  expect(await userOf('user_2')).toMatchObject({ id: 'user_2' })
  expect(reads()).toBe(2)

  clock.advance(59_999)
  await userOf('user_1')
  expect(reads()).toBe(2)

  clock.advance(1)
  await userOf('user_1')
  expect(reads()).toBe(3)
})

test('behavior: an invalidated result is requested again', async () => {
  const { strict } = world()
  const userOf = cached(getUser, strict, OPTIONS)
  await userOf('user_1')
  await updateUser(strict, 'user_1', { first_name: 'Grace' })
  expect(await userOf('user_1')).toMatchObject({ first_name: 'Ada' })

  await userOf.invalidate('user_1')

  expect(await userOf('user_1')).toMatchObject({ first_name: 'Grace' })
})

test('behavior: concurrent calls share one request', async () => {
  const { strict, reads } = world()
  const userOf = cached(getUser, strict, OPTIONS)
  const users = await Promise.all(Array.from({ length: 50 }, () => userOf('user_1')))
  expect(users).toHaveLength(50)
  expect(reads()).toBe(1)
})

test('behavior: each call gets its own copy', async () => {
  const userOf = cached(getUser, world().strict, OPTIONS)
  const [one, other] = await Promise.all([userOf('user_1'), userOf('user_1')])
  one.first_name = 'Mallory'
  expect(other.first_name).toBe('Ada')
  expect((await userOf('user_1')).first_name).toBe('Ada')
})

test('behavior: errors and undefined are not cached', async () => {
  const { strict, faults, reads } = world()
  const userOf = cached(getUser, { ...strict, retry: 0 }, OPTIONS)
  faults.push({ status: 500 })
  await expect(userOf('user_1')).rejects.toMatchObject({ status: 500 })
  expect(await userOf('user_1')).toMatchObject({ id: 'user_1' })

  const load = batchUsers(strict)
  const maybeUserOf = cached((_: Context, id: string) => load(id), strict, OPTIONS)
  const before = reads()
  expect(await maybeUserOf('user_9')).toBeUndefined()
  expect(await maybeUserOf('user_9')).toBeUndefined()
  expect(reads()).toBe(before + 2)
  expect(await maybeUserOf('user_2')).toMatchObject({ id: 'user_2' })
  expect(await maybeUserOf('user_2')).toMatchObject({ id: 'user_2' })
  expect(reads()).toBe(before + 3)
})

test('args: maxItems', async () => {
  const { strict, reads } = world()
  const store = new Map<string, string>()
  const userOf = cached(getUser, strict, { ...OPTIONS, store, maxItems: 2 })
  for (const id of ['user_1', 'user_2', 'user_3', 'user_2', 'user_3']) await userOf(id)
  expect(reads()).toBe(3)
  expect(store.size).toBe(2)
  await userOf('user_1')
  expect(reads()).toBe(4)
})

test('behavior: an entry that is loaded again counts as the newest', async () => {
  const { strict, reads, clock } = world()
  const store = new Map<string, string>()
  const userOf = cached(getUser, strict, { ...OPTIONS, store, maxItems: 2 })
  await userOf('user_1')
  await userOf('user_2')
  clock.advance(OPTIONS.ttl)
  for (const id of ['user_1', 'user_3', 'user_1']) await userOf(id)
  expect(reads()).toBe(4)
})

test('behavior: more than a thousand concurrent loads are all cached', async () => {
  const ids = Array.from({ length: 1_500 }, (_, index) => `user_${index}`)
  const asked: string[] = []
  const operation = async (_: Context, id: string) => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    asked.push(id)
    return id
  }
  const read = cached(operation, {}, { ...OPTIONS, maxItems: 2_000 })
  await Promise.all(ids.map((id) => read(id)))
  await Promise.all(ids.map((id) => read(id)))
  expect(asked).toHaveLength(1_500)
})

test('error: a result that cannot be written as JSON is refused', async () => {
  const read = cached(async (_: Context, _id: string) => 1n, {}, OPTIONS)
  await expect(read('user_1')).rejects.toMatchObject({
    name: 'ClerkConfigError',
    message: expect.stringContaining('The result for the cache users cannot be written as JSON'),
  })
})

describe('args: store', () => {
  test('behavior: keys contain the name, the base URL and a digest, but no secret', async () => {
    const { strict } = world()
    const store = new Map<string, string>()
    await cached(getUser, strict, { ...OPTIONS, store })('user_1')
    const [key = ''] = store.keys()
    expect(key).toMatch(/^users https:\/\/\S+ [0-9a-f]{64} user_1$/)
    expect(`${key} ${store.get(key)}`).not.toContain(strict.secretKey)
  })

  test('behavior: caches of a store share results, unless name, server, key or version differ', async () => {
    const { strict, reads } = world()
    const store = new Map<string, string>()
    const read = (change: Context, name = 'users') =>
      cached(getUser, { ...strict, ...change }, { ...OPTIONS, name, store })('user_1')
    await read({})
    await read({})
    expect(reads()).toBe(1)
    await read({}, 'people')
    await read({ apiVersion: '2025-11-10' })
    expect(reads()).toBe(3)
    await read({ headers: { Authorization: `Bearer ${strict.secretKey}` } })
    expect(reads()).toBe(4)
    await expect(read({ secretKey: 'sk_test_of_another' })).rejects.toMatchObject({ status: 401 })
    await cached(getOrganization, strict, { ...OPTIONS, name: 'organizations', store })('org_1')
    expect(store.size).toBe(5)
  })

  test('behavior: different ids never share a key', async () => {
    const asked: string[][] = []
    const operation = async (_: Context, one: string, other: string) => {
      asked.push([one, other])
      return one
    }
    const read = cached(operation, {}, OPTIONS)
    await read('a b', 'c')
    await read('a', 'b c')
    await read('a%20b', 'c')
    expect(asked).toHaveLength(3)
  })

  test('behavior: a foreign entry is a miss', async () => {
    const { strict, reads } = world()
    const store = new Map<string, string>()
    const userOf = cached(getUser, strict, { ...OPTIONS, store })
    await userOf('user_1')
    const [key = ''] = store.keys()
    for (const text of ['', '{', 'null', '[]', '{"value":1}', '{"loadedAt":"x","value":1}']) {
      store.set(key, text)
      expect(await userOf('user_1')).toMatchObject({ id: 'user_1' })
    }
    expect(reads()).toBe(7)
  })

  test('behavior: a result from the future is not used', async () => {
    const { strict, reads, clock } = world()
    const store = new Map<string, string>()
    const later = { ...strict, now: () => clock.now() + 60_000 }
    await cached(getUser, later, { ...OPTIONS, store })('user_1')
    await cached(getUser, strict, { ...OPTIONS, store })('user_1')
    expect(reads()).toBe(2)
  })

  test('behavior: a store that throws or hangs fails no call', async () => {
    vi.useFakeTimers()
    const { strict, reads } = world()
    const fail = () => Promise.reject(new Error('down'))
    const failing: CacheStore = { get: fail, set: fail, delete: fail }
    const throwing: CacheStore = {
      get: () => {
        throw new Error('down')
      },
      set: () => {
        throw new Error('down')
      },
      delete: fail,
    }
    const never = () => new Promise(() => {})
    const hanging: CacheStore = { get: never, set: never, delete: never }
    for (const store of [failing, throwing, hanging]) {
      const started = Date.now()
      const call = cached(getUser, strict, { ...OPTIONS, store })('user_1')
      expect(await whileTimePasses(call)).toMatchObject({ id: 'user_1' })
      expect(Date.now() - started).toBeLessThan(3_000)
    }
    expect(reads()).toBe(3)
    const { invalidate } = cached(getUser, strict, { ...OPTIONS, store: failing })
    await expect(invalidate('user_1')).rejects.toThrow('down')
    const stuck = cached(getUser, strict, { ...OPTIONS, store: hanging }).invalidate('user_1')
    await expect(whileTimePasses(stuck)).rejects.toThrow(
      'The store of the cache users has not deleted an entry within a second',
    )
  })

  test('behavior: the result is written in ctx.waitUntil', async () => {
    const { strict } = world()
    const { open, opened } = gate()
    const kept: Promise<unknown>[] = []
    const values = new Map<string, string>()
    const store: CacheStore = {
      get: (key) => values.get(key),
      set: async (key, value) => {
        await opened
        values.set(key, value)
      },
      delete: (key) => values.delete(key),
    }
    const ctx: Context = { ...strict, waitUntil: (promise) => kept.push(promise) }
    await cached(getUser, ctx, { ...OPTIONS, store })('user_1')
    expect(values.size).toBe(0)
    open()
    await Promise.all(kept)
    expect(values.size).toBe(1)
  })
})

describe('behavior: an invalidation discards running loads', () => {
  /** Makes a context and a store. The first response, or the first write to the store, waits until `open` is called. */
  function held(what: 'fetch' | 'set') {
    const { strict } = world()
    const { open, opened } = gate()
    const started = gate()
    let isFirst = true
    const hold = async () => {
      if (!isFirst) return
      isFirst = false
      started.open()
      await opened
    }
    const values = new Map<string, string>()
    const removals: string[] = []
    const writes: string[] = []
    const store: CacheStore = {
      get: (key) => values.get(key),
      set: async (key, value) => {
        writes.push(value)
        if (what === 'set') await hold()
        values.set(key, value)
      },
      delete: (key) => {
        removals.push(key)
        values.delete(key)
      },
    }
    const ctx: Context = {
      ...strict,
      waitUntil: () => {},
      fetch: async (url, init) => {
        const response = await strict.fetch?.(url, init)
        if (what === 'fetch' && init.method === 'GET') await hold()
        return response as Response
      },
    }
    return { ctx, strict, store, removals, writes, open, started: started.opened }
  }

  test('the response of such a load is neither stored nor returned to a later call', async () => {
    const { ctx, strict, store, writes, open, started } = held('fetch')
    const userOf = cached(getUser, ctx, { ...OPTIONS, store })
    const early = userOf('user_1')
    await started
    await updateUser(strict, 'user_1', { first_name: 'Grace' })
    // A second cache with the same store, as in a webhook handler of the same isolate.
    await cached(getUser, ctx, { ...OPTIONS, store }).invalidate('user_1')

    expect(await userOf('user_1')).toMatchObject({ first_name: 'Grace' })
    open()
    expect(await early).toMatchObject({ first_name: 'Ada' })
    expect(writes).toEqual([expect.stringContaining('Grace')])
    expect(await userOf('user_1')).toMatchObject({ first_name: 'Grace' })
  })

  test('the write of such a load is removed from the store', async () => {
    const { ctx, strict, store, removals, open, started } = held('set')
    const userOf = cached(getUser, ctx, { ...OPTIONS, store })
    await userOf('user_1')
    await started
    await updateUser(strict, 'user_1', { first_name: 'Grace' })
    await userOf.invalidate('user_1')
    open()
    await vi.waitFor(() => expect(removals).toHaveLength(2))
    expect(await userOf('user_1')).toMatchObject({ first_name: 'Grace' })
  })
})

test('behavior: a load that was cancelled with its request delays others by at most a second', async () => {
  vi.useFakeTimers()
  const { strict, reads } = world()
  let isFirst = true
  const ctx: Context = {
    ...strict,
    timeout: 0,
    fetch: async (url, init) => {
      if (isFirst) {
        isFirst = false
        return new Promise(() => {})
      }
      return strict.fetch?.(url, init) as Promise<Response>
    },
  }
  const userOf = cached(getUser, ctx, OPTIONS)
  userOf('user_1')
  await vi.waitFor(() => expect(isFirst).toBe(false))
  const started = Date.now()
  expect(await whileTimePasses(userOf('user_1'))).toMatchObject({ id: 'user_1' })
  expect(Date.now() - started).toBeLessThan(2_000)
  expect(await userOf('user_1')).toMatchObject({ id: 'user_1' })
  expect(reads()).toBe(1)
})

describe('error: invalid arguments', () => {
  test.each([
    [{ ...OPTIONS, name: '' }, 'options.name'],
    [{ name: 'users' }, 'options.ttl'],
    [{ ...OPTIONS, ttl: -1 }, 'options.ttl'],
    [{ ...OPTIONS, maxItems: 1.5 }, 'options.maxItems'],
    [{ ...OPTIONS, store: {} }, 'options.store'],
    [{ ...OPTIONS, store: { get() {}, set() {}, delete() {} }, maxItems: 5 }, 'options.maxItems'],
    [undefined, 'options.name'],
  ])('%j', (options, place) => {
    const wrong = options as typeof OPTIONS
    expect(() => cached(getUser, {}, wrong)).toThrow(
      expect.objectContaining({
        name: 'ClerkConfigError',
        message: expect.stringContaining(place),
      }),
    )
  })

  test.each(['', undefined, 7, '\ud800'])('the id %j', async (id) => {
    const { strict, reads } = world()
    const userOf = cached(getUser, strict, OPTIONS)
    await expect(userOf(id as string)).rejects.toMatchObject({ name: 'ClerkConfigError' })
    await expect(userOf.invalidate(id as string)).rejects.toMatchObject({
      name: 'ClerkConfigError',
    })
    expect(reads()).toBe(0)
  })
})
