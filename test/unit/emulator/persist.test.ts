import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'
import { createUser, getSession, getUser, listUsers, updateUser } from 'clerklet'
import type { Emulator, EmulatorOptions, Seed } from 'clerklet-emulator'
import { type Persistence, persist } from 'clerklet-emulator/node'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { publishedKeys } from '#emulator/core/keys.ts'
import { Table } from '#emulator/core/table.ts'
import { createState } from '#emulator/state.ts'
import { emulate, NOON } from '#fixtures/emulator.ts'

let folder = ''
let state = ''
let victim = ''
const open: Persistence[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clerklet-persist-'))
  state = join(folder, 'state')
  victim = join(folder, 'victim')
  writeFileSync(victim, 'precious')
})
afterEach(async () => {
  vi.doUnmock('classic-level')
  vi.restoreAllMocks()
  for (const one of open.splice(0)) await one.close().catch(() => {})
  rmSync(folder, { recursive: true })
})

async function keep(emulator: Emulator, path = state): Promise<Persistence> {
  const kept = await persist(emulator, path)
  open.push(kept)
  return kept
}

/** Persists a new emulator. A call with `ctx` resolves after its changes are on the disk. */
async function keepNew(options: EmulatorOptions = {}) {
  const emulator = emulate(options)
  const kept = await keep(emulator)
  const ctx = {
    ...emulator.strict,
    retry: 0,
    fetch: (url: string, init: RequestInit) => kept.fetch(new Request(url, init)),
  }
  return { emulator, kept, ctx }
}

/** Starts an emulator with a copy of the data on the disk, as after a crash. */
async function afterCrash(): Promise<ReturnType<typeof emulate>> {
  const copy = mkdtempSync(join(folder, 'copy-'))
  cpSync(state, copy, { recursive: true })
  const emulator = emulate()
  const { close } = await persist(emulator, copy)
  await close()
  return emulator
}

const ADA = { id: 'user_ada', username: 'ada', email_address: ['ada@example.com'] }
const seed = { users: [ADA] } satisfies Seed

/** Reads the files in a folder, except `LOG` and `LOG.old`, which LevelDB changes whenever it is opened. */
function contents(path: string): [file: string, text: string][] {
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => !/LOG(\.old)?$/.test(file) && statSync(join(path, file)).isFile())
    .map((file): [string, string] => [file, readFileSync(join(path, file), 'latin1')])
    .sort()
}

/** Counts the bytes that were written since the last start: the size of the `.log` files, to which LevelDB appends writes. */
function written(): number {
  const data = join(state, 'data')
  const logs = readdirSync(data).filter((name) => name.endsWith('.log'))
  return logs.reduce((sum, name) => sum + statSync(join(data, name)).size, 0)
}

/** Runs an action. Returns the number of records in each of its writes to LevelDB. */
async function writes(action: () => Promise<unknown>): Promise<number[]> {
  const found: number[] = []
  const { batch } = ClassicLevel.prototype
  vi.spyOn(ClassicLevel.prototype, 'batch').mockImplementation(function (this: ClassicLevel) {
    const chained = Reflect.apply(batch, this, [])
    const { write } = chained
    chained.write = (...args: unknown[]) => {
      expect(args).toEqual([{ sync: true }])
      found.push(chained.length)
      return Reflect.apply(write, chained, args)
    }
    return chained
  } as typeof batch)
  await action()
  vi.restoreAllMocks()
  return found
}

test('default: another emulator continues with the data of the first', async () => {
  const { emulator, kept, ctx } = await keepNew({ seed })
  expect(kept.restored).toBe(false)
  const { id } = await createUser(ctx, { username: 'bobby' })
  emulator.clock.advance('1h')
  const before = emulator.snapshot()
  await kept.close()

  const other = emulate({ idSeed: 'other', seed: { users: [{ id: 'user_eve', username: 'eve' }] } })
  const again = await keep(other)
  expect(again.restored).toBe(true)
  expect(other.snapshot()).toEqual(before)
  expect(await getUser(other.strict, id)).toMatchObject({ username: 'bobby' })
  // The sequence of ids continues, so no id is used twice.
  const ids = before.data.users as { id: string }[]
  expect(ids.map((one) => one.id)).not.toContain(
    (await createUser(other.strict, { username: 'carol' })).id,
  )
})

test('default: only the owner can read the data', async () => {
  await keepNew({ seed })
  expect(statSync(state).mode & 0o777).toBe(0o700)
  expect(statSync(join(state, 'data')).mode & 0o777).toBe(0o700)
  expect(statSync(join(state, 'clerklet-emulator.json')).mode & 0o777).toBe(0o600)
})

test('args: an existing empty folder that others may read', async () => {
  mkdirSync(state, { mode: 0o755 })
  await keepNew({ seed })
  expect(statSync(join(state, 'data')).mode & 0o777).toBe(0o700)
})

test('args: a folder whose parent does not exist', async () => {
  const path = join(folder, 'deep/er/state')
  await keep(emulate(), path)
  expect(readdirSync(path).sort()).toEqual(['clerklet-emulator.json', 'data'])
})

test('behavior: the response to a request arrives after its change is on the disk', async () => {
  const { ctx, emulator } = await keepNew({ seed })
  const { id } = await createUser(ctx, { username: 'bobby' })
  expect((await afterCrash()).snapshot()).toEqual(emulator.snapshot())
  await updateUser(ctx, id, { first_name: 'Bob' })
  expect(await getUser((await afterCrash()).strict, id)).toMatchObject({ first_name: 'Bob' })
})

describe('a change without a request is written shortly afterwards', () => {
  const options: EmulatorOptions = {
    seed: {
      ...seed,
      sessions: [{ id: 'sess_1', user_id: ADA.id }],
      billing: { plans: [{ id: 'cplan_pro', name: 'Pro', amount: 1000 }] },
    },
  }

  test.each<[string, (emulator: Emulator) => unknown]>([
    ['seed', (one) => one.seed({ users: [{ username: 'bobby' }] })],
    ['a seed with only settings', (one) => one.seed({ settings: { test_mode: false } })],
    ['signIn', (one) => one.signIn(ADA.id)],
    ['mintToken', (one) => one.mintToken({ userId: ADA.id })],
    ['machineToken', (one) => one.machineToken({ name: 'billing' })],
    ['apiKey', (one) => one.apiKey({ subject: ADA.id })],
    ['oauthToken', (one) => one.oauthToken({ userId: ADA.id })],
    ['subscribe', (one) => one.subscribe({ user_id: ADA.id, plan: 'pro' })],
    ['setCard', (one) => one.setCard({ user_id: ADA.id, declines: true })],
    ['a request that bypasses persistence', (one) => createUser(one.ctx, { username: 'bobby' })],
    ['the clock', (one) => one.clock.advance('1h')],
    ['the clock, which renews a subscription', (one) => one.clock.advance('40d')],
    ['reset', (one) => one.reset()],
    ['restore', (one) => one.restore(emulate({ idSeed: 'other' }).snapshot())],
    ['emptying the list of events', (one) => one.webhooks.splice(0)],
  ])('behavior: %s', async (_name, change) => {
    const { emulator, ctx } = await keepNew(options)
    emulator.subscribe({ user_id: ADA.id, plan: 'pro' })
    await createUser(ctx, { username: 'somebody' })
    const before = JSON.stringify(emulator.snapshot())
    await change(emulator)
    expect(JSON.stringify(emulator.snapshot())).not.toBe(before)
    await vi.waitFor(async () => {
      if (_name.startsWith('emptying')) await getUser(ctx, ADA.id)
      expect((await afterCrash()).snapshot()).toEqual(emulator.snapshot())
    })
  })

  test('behavior: a slow delivery and its next attempt', async () => {
    const answers: ((response: Response) => void)[] = []
    const fetch = () => new Promise<Response>((resolve) => answers.push(resolve))
    const endpoint = { url: 'https://app.example.com/', signingSecret: 'whsec_dGVzdA==', fetch }
    const { emulator, ctx } = await keepNew({ ...options, webhooks: [endpoint] })
    await createUser(ctx, { username: 'bobby' })
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    // After this request, no change is pending. The later changes by the delivery must still be written.
    await updateUser(ctx, ADA.id, { first_name: 'Ada' })
    answers[0]?.(new Response(null, { status: 500 }))
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    answers[1]?.(new Response(null, { status: 204 }))
    await emulator.delivered()
    await vi.waitFor(async () => {
      const { deliveries } = (await afterCrash()).snapshot().data
      expect(deliveries).toEqual(emulator.snapshot().data.deliveries)
      expect(deliveries).toMatchObject([{ attempts: [{ status: 500 }] }, { status: 'delivered' }])
    })
  })
})

test('behavior: a late change of a slow request is written, although other requests ended before', async () => {
  const { emulator, ctx } = await keepNew({ seed })
  emulator.faults.push({ route: 'PATCH /v1/users/*', latency: 30 })
  const slow = updateUser(ctx, ADA.id, { first_name: 'Ada' })
  for (let i = 0; i < 5; i++) await updateUser(ctx, ADA.id, { last_name: `L${i}` })
  await slow
  expect((await afterCrash()).snapshot()).toEqual(emulator.snapshot())
})

test('behavior: an update that a read causes is written', async () => {
  const { emulator, ctx } = await keepNew({
    seed: { ...seed, sessions: [{ id: 'sess_1', user_id: ADA.id }] },
  })
  emulator.clock.advance('100d')
  expect(await getSession(ctx, 'sess_1')).not.toMatchObject({ status: 'active' })
  const snapshot = emulator.snapshot()
  expect((await afterCrash()).snapshot()).toEqual(snapshot)
})

describe('writes', () => {
  const many = (count: number): Seed => ({
    users: Array.from({ length: count }, (_, i) => ({
      id: `user_${i}`,
      email_address: [`user${i}@example.com`],
    })),
  })

  test('behavior: a write costs the same with 10,000 users as with none', async () => {
    const costs: number[][] = []
    for (const count of [1, 10_000]) {
      const { kept, ctx } = await keepNew({ seed: many(count) })
      const before = written()
      const batches = await writes(async () => {
        await createUser(ctx, { username: 'bobby', email_address: ['bob@example.com'] })
        await updateUser(ctx, 'user_0', { first_name: 'Zero' })
      })
      costs.push([...batches, Math.round((written() - before) / 1000)])
      await kept.close()
      rmSync(state, { recursive: true })
    }
    expect(costs[1]).toEqual(costs[0])
    // Creating the user writes 7 records: the user, the owners of the username and of the address, the identification, the
    // event, the number of created ids and the clock.
    expect(costs[0]?.slice(0, 2)).toEqual([7, 4])
  }, 60_000)

  test('behavior: a read writes nothing', async () => {
    const { ctx } = await keepNew({ seed })
    const before = written()
    await getUser(ctx, ADA.id)
    await listUsers(ctx)
    expect(written()).toBe(before)
  })

  test('behavior: concurrent changes are written together', async () => {
    const { ctx } = await keepNew()
    const names = Array.from({ length: 20 }, (_, i) => `user${i}`)
    const batches = await writes(() =>
      Promise.all(names.map((username) => createUser(ctx, { username }))),
    )
    expect(batches.length).toBeLessThan(10)
  })

  test.each<[string, (emulator: Emulator) => void]>([
    ['reset', (emulator) => emulator.reset()],
    ['restore', (emulator) => emulator.restore(emulate({ seed: many(3) }).snapshot())],
  ])('behavior: %s replaces everything in one write', async (_name, replace) => {
    const { emulator, kept, ctx } = await keepNew({ seed: many(50) })
    await createUser(ctx, { username: 'bobby' })
    const batches = await writes(async () => {
      replace(emulator)
      await getUser(ctx, 'user_1')
    })
    expect(batches).toHaveLength(1)
    expect((await afterCrash()).snapshot()).toEqual(emulator.snapshot())
    await kept.save()
    expect((await afterCrash()).snapshot()).toEqual(emulator.snapshot())
  })

  test('behavior: save finds a change of an object that signIn has returned', async () => {
    const { emulator, kept } = await keepNew({ seed })
    const { user } = await emulator.signIn(ADA.id)
    await kept.save()
    user.public_metadata = { held: true }
    expect(await writes(kept.save)).toEqual([2])
    expect(await getUser((await afterCrash()).strict, ADA.id)).toMatchObject({
      public_metadata: { held: true },
    })
    expect(await writes(kept.save)).toEqual([])
  })

  test('behavior: an emptied collection stays empty, and removed items stay removed', async () => {
    const { emulator, kept } = await keepNew({ seed })
    const snapshot = emulator.snapshot()
    emulator.restore({ ...snapshot, data: { ...snapshot.data, permissions: [], roles: [] } })
    await kept.close()
    const other = emulate()
    await keep(other)
    expect(other.snapshot().data).toMatchObject({ permissions: [], roles: [] })
  })

  test('behavior: ids that are equal in UTF-8, and names of object members, are preserved', async () => {
    const ids = [
      'user_\ud800',
      'user_\ud801',
      'user_"x y"',
      'constructor',
      '__proto__',
      'user_é\u0000',
    ]
    const { emulator, kept } = await keepNew({
      seed: { users: ids.map((id, i) => ({ id, username: `user${i}` })) },
    })
    const before = emulator.snapshot()
    await kept.close()
    const other = emulate()
    await keep(other)
    expect(other.snapshot()).toEqual(before)
  })

  test('behavior: items keep their order when others are added', async () => {
    const { emulator, kept } = await keepNew({ seed: many(5) })
    const { users } = emulator.snapshot().data as { users: object[] }
    await kept.close()
    const other = emulate()
    const again = await keep(other)
    const { strict } = other
    await createUser(strict, { username: 'later' })
    await again.close()
    const third = emulate()
    await keep(third)
    expect((third.snapshot().data.users as object[]).slice(0, 5)).toEqual(users)
    expect(third.snapshot()).toEqual(other.snapshot())
  })
})

test('error: when a write fails, the request is rejected, and the next write contains both changes', async () => {
  const { emulator, ctx } = await keepNew({ seed })
  const { batch } = ClassicLevel.prototype
  vi.spyOn(ClassicLevel.prototype, 'batch').mockImplementationOnce(function (this: ClassicLevel) {
    const chained = Reflect.apply(batch, this, [])
    chained.write = () => chained.close().then(() => Promise.reject(new Error('disk full')))
    return chained
  } as typeof batch)
  await expect(createUser(ctx, { username: 'bobby' })).rejects.toThrow(
    `${state} cannot be written, and the latest changes are in memory only: disk full`,
  )
  expect((await afterCrash()).snapshot().data.users).toHaveLength(1)
  await createUser(ctx, { username: 'carol' })
  expect((await afterCrash()).snapshot()).toEqual(emulator.snapshot())
})

test('error: when the folder is deleted, all later changes are rejected', async () => {
  const { kept, ctx } = await keepNew()
  rmSync(state, { recursive: true })
  await expect(createUser(ctx, { username: 'ada' })).rejects.toThrow(/deleted or replaced/)
  await expect(createUser(ctx, { username: 'eve' })).rejects.toThrow(/deleted or replaced/)
  await expect(kept.save()).rejects.toThrow(/deleted or replaced/)
  await expect(kept.close()).rejects.toThrow(/deleted or replaced/)
})

describe('close', () => {
  test('behavior: it writes the remaining changes, and releases the folder', async () => {
    const { emulator, kept } = await keepNew({ seed })
    emulator.seed({ users: [{ id: 'user_bob', username: 'bob' }] })
    await Promise.all([kept.close(), kept.close()])
    const other = emulate()
    await keep(other)
    expect(await getUser(other.strict, 'user_bob')).toMatchObject({ username: 'bob' })
  })

  test('behavior: the emulator continues in memory, and can be persisted again', async () => {
    const { emulator, kept, ctx } = await keepNew({ seed })
    await kept.close()
    await expect(getUser(ctx, ADA.id)).rejects.toThrow(`${state} is closed`)
    await expect(kept.save()).rejects.toThrow(`${state} is closed`)
    emulator.clock.advance('1h')
    await createUser(emulator.strict, { username: 'bobby' })
    emulator.reset()
    const again = await keep(emulator, join(folder, 'other'))
    expect(again.restored).toBe(false)
  })
})

describe('refused folders', () => {
  /** Reads the content of a path for a comparison. */
  type Look = (path: string) => unknown
  const files: Look = (path) => existsSync(path) && statSync(path).isDirectory() && contents(path)
  const refused = async (path: string, message: string | RegExp, look = files) => {
    const before = await look(path)
    const emulator = emulate({ seed })
    const snapshot = emulator.snapshot()
    const persisting = persist(emulator, path)
    await expect(persisting).rejects.toThrow(message)
    await expect(persisting).rejects.toThrow(path)
    expect(await look(path)).toEqual(before)
    // The emulator is unchanged, and can be persisted in another folder.
    expect(emulator.snapshot()).toEqual(snapshot)
    const other = await persist(emulator, join(folder, 'elsewhere'))
    await other.close()
  }
  const marker = () => join(state, 'clerklet-emulator.json')
  /** Creates a state folder that no emulator uses. */
  const left = async () => {
    const { kept } = await keepNew({ seed })
    await kept.close()
  }

  test.each([
    '',
    'null',
    '{}',
    JSON.stringify({ version: 1, idSeed: 'x', clock: { now: 0, advanced: 0 }, data: {} }),
  ])('error: a file, such as one of an earlier version: %s', async (text) => {
    writeFileSync(state, text)
    await refused(state, /is a file, and is left as it is.*Choose another folder/)
    expect(readFileSync(state, 'utf8')).toBe(text)
  })

  test('error: a folder with other files', async () => {
    mkdirSync(state)
    writeFileSync(join(state, 'notes.txt'), 'precious')
    await refused(state, /contains other files, such as notes\.txt, and is left as it is/)
  })

  test('error: a folder of LevelDB from another program', async () => {
    const level = new ClassicLevel(state)
    await level.put('key', 'precious')
    await level.close()
    await refused(state, 'contains other files')
  })

  test.each([
    ['', 'is not JSON'],
    ['{', 'is not JSON'],
    ['null', 'lacks "format"'],
    ['{"format":"other","version":1}', 'lacks "format"'],
    ['{"format":"state of clerklet-emulator"}', 'lacks "format"'],
  ])('error: a marker file with the content %j', async (text, message) => {
    await left()
    writeFileSync(marker(), text)
    await refused(state, message)
  })

  test('error: a state of a newer version', async () => {
    await left()
    writeFileSync(marker(), '{"format":"state of clerklet-emulator","version":2}')
    await refused(state, /newer version.*update clerklet-emulator/)
  })

  test('error: data that LevelDB cannot read', async () => {
    await left()
    const [manifest = ''] = readdirSync(join(state, 'data')).filter((one) => one.startsWith('MAN'))
    truncateSync(join(state, 'data', manifest), 20)
    await refused(state, 'cannot be read')
  })

  test.each([
    ['users "user_ada"', '{', 'A record of users is malformed'],
    ['users "user_ada"', '{"id":"user_ada"}', 'A record of users is malformed'],
    ['users "user_ada"', '[0,7]', 'data.users'],
    ['users "user_ada', '[0,{}]', 'A record of users is malformed'],
    ['settings', '7', 'data.settings'],
    ['settings', 'sk_test_x', 'A record of settings is malformed'],
    ['clock', '{}', 'clock'],
    ['idSeed', 'null', 'idSeed'],
    ['stored', 'null', 'The record of the stored names is missing or malformed'],
  ])('error: a record %s that is %s', async (key, text, message) => {
    await left()
    const level = new ClassicLevel(join(state, 'data'))
    await level.put(key, text)
    await level.close()
    // Compares the records, not the files: LevelDB moves records from its log to a table when it is opened.
    await refused(state, message, async (path) => {
      const looked = new ClassicLevel(join(path, 'data'))
      const records = await looked.iterator().all()
      await looked.close()
      return records
    })
    const thrown = await persist(emulate(), state).catch((error: Error) => error.message)
    expect(thrown).not.toContain('ada@')
    expect(thrown).not.toContain('sk_test')
  })

  test('error: a folder in use', async () => {
    await keepNew({ seed })
    await expect(persist(emulate(), state)).rejects.toThrow(
      `${state} is in use: stop the process that uses it, or choose another folder`,
    )
  })

  test('error: an emulator that is already persisted', async () => {
    const { emulator } = await keepNew()
    await expect(persist(emulator, join(folder, 'other'))).rejects.toThrow(
      'emulator is stored in a folder already: close that first',
    )
    expect(existsSync(join(folder, 'other'))).toBe(false)
  })

  test('error: a data folder that is a symbolic link', async () => {
    await left()
    rmSync(join(state, 'data'), { recursive: true })
    mkdirSync(join(folder, 'target'))
    symlinkSync(join(folder, 'target'), join(state, 'data'))
    await refused(state, 'is not a folder')
    expect(readdirSync(join(folder, 'target'))).toEqual([])
  })

  test('error: classic-level is not installed', async () => {
    vi.doMock('classic-level', () => {
      throw new Error('Cannot find package')
    })
    vi.resetModules()
    const fresh = await import('clerklet-emulator/node')
    const { createEmulator } = await import('clerklet-emulator')
    await expect(fresh.persist(createEmulator(), state)).rejects.toThrow(
      'install it with npm install classic-level',
    )
    expect(existsSync(state)).toBe(false)
  })
})

test('behavior: the temporary marker file of a crash is removed, and a symbolic link there is not followed', async () => {
  mkdirSync(state)
  symlinkSync(victim, join(state, 'clerklet-emulator.json.new'))
  await keepNew({ seed })
  expect(readFileSync(victim, 'utf8')).toBe('precious')
  expect(readdirSync(state).sort()).toEqual(['clerklet-emulator.json', 'data'])
})

test('behavior: a folder from a process that crashed before its first write counts as new', async () => {
  const { kept } = await keepNew({ seed })
  await kept.close()
  rmSync(join(state, 'data'), { recursive: true })
  expect((await keepNew({ seed })).kept.restored).toBe(false)
})

test('behavior: records that this version does not know are ignored and removed', async () => {
  const { kept } = await keepNew({ seed })
  await kept.close()
  const level = new ClassicLevel(join(state, 'data'))
  await level.put('spaceships "ship_1"', '[0,{}]')
  await level.put('toString', '7')
  await level.close()
  await (await keepNew()).kept.close()
  const again = new ClassicLevel(join(state, 'data'))
  const keys = await again.keys().all()
  expect(keys).toContain('users "user_ada"')
  expect(keys).not.toContain('toString')
  expect(keys.filter((key) => key.startsWith('spaceships'))).toEqual([])
  await again.close()
})

test('behavior: a running clock continues with the time by which it was advanced', async () => {
  const emulator = emulate({ now: undefined, seed })
  const kept = await keep(emulator)
  emulator.clock.advance('1d')
  await kept.close()
  const other = emulate({ now: undefined })
  await keep(other)
  expect(other.clock.advanced()).toBe(86_400_000)
  const still = emulate({ now: NOON })
  expect(still.clock.advanced()).toBe(0)
})

test('behavior: every stored map is a Table, which reports its changes', () => {
  const whole = createState(emulate().clock, { name: '', keys: publishedKeys() }, '', () => ({
    members: 0,
    taken: 0,
  }))
  const maps = whole.stored.filter((name) => whole[name] instanceof Map)
  expect(maps.length).toBeGreaterThan(10)
  expect(maps.filter((name) => !(whole[name] instanceof Table))).toEqual([])
})
