import { AsyncLocalStorage } from 'node:async_hooks'
import { resolve } from 'node:path'
import type { ClassicLevel } from 'classic-level'
import { onAdvance } from './core/clock.ts'
import type { Emulator } from './emulator.ts'
import { type Keeper, type Kept, offerOf } from './keeping.ts'
import { checkEmulator, checkText } from './options.ts'
import { followRecords, type ReadRecords, RecordReader, type Records } from './records.ts'
import type { State } from './state.ts'
import { lockFile, openStateFolder, unreadable } from './stateFolder.ts'

/** The maximum number of records that one read returns, and their maximum size in bytes. */
const CHUNK = 1000
const CHUNK_BYTES = 1_000_000
/** A write of more records than this is followed by a compaction, which would otherwise delay the next start. */
const MANY = 10_000

/** An emulator whose state is stored on the disk. */
export interface Persistence {
  /** The emulator's `fetch`, which responds once the changes of the request are on the disk. */
  fetch: (request: Request) => Promise<Response>
  /** Whether the folder contained a state, which then replaced the data of the emulator, including its seed. */
  restored: boolean
  /** Compares all data with the disk, writes the differences, and resolves when they are on the disk. */
  save: () => Promise<void>
  /** Calls `save`, then releases the folder. After that, `fetch` and `save` reject; the emulator itself continues in memory. */
  close: () => Promise<void>
}

/** A call of the emulator. Until the call is over, it may change the objects that it has touched. */
interface Call {
  /** The keys of the objects that the call has read, added or removed. */
  touched: Set<string>
  isOver: boolean
}

/**
 * Restores an emulator from a folder, if the folder contains a state. Stores the later state in the same folder. Only changes
 * are written. Each write is atomic, even when the process dies. One process can use the folder at a time. The state can be
 * read only by the owner of the folder.
 *
 * `fetch` responds once the changes of the request are on the disk. Other changes, such as those of `emulator.signIn()`,
 * are written soon after.
 *
 * @example
 * const { fetch, close } = await persist(createEmulator(), 'clerk-state')
 *
 * @throws {TypeError} when the path is a file, or the folder contains other files or a newer format. All files stay unchanged.
 * @throws {TypeError} when an argument has the wrong type, or the emulator is already stored in a folder.
 * @throws {Error} when another process uses the folder, the state in it cannot be read, or `classic-level` is not installed.
 */
export async function persist(emulator: Emulator, path: string): Promise<Persistence> {
  checkEmulator(emulator, { fetch: 'function', clock: 'object' })
  checkText('path', path)
  const kept = offerOf(emulator)
  if (!kept) throw new TypeError('emulator must be one that createEmulator returned')
  if (kept.keeper) throw new TypeError('emulator is stored in a folder already: close that first')
  const folder = resolve(path)
  const level = await openStateFolder(folder)
  try {
    return await keep(emulator, kept, level, folder)
  } catch (error) {
    kept.keeper = undefined
    await level.close()
    throw error
  }
}

async function keep(
  emulator: Emulator,
  kept: Kept,
  level: ClassicLevel,
  folder: string,
): Promise<Persistence> {
  const { clock, fetch } = emulator
  const calls = new AsyncLocalStorage<Call>()
  /** Keys of records that may differ from the disk. */
  const pending = new Set<string>()
  let records: Records | undefined
  /** The milliseconds by which the clock had been advanced at the last write. */
  let advanced: number | undefined
  let soon: ReturnType<typeof setImmediate> | undefined
  /**
   * Whether a write failed. The next write then opens the database again. Otherwise LevelDB would append to the incomplete
   * record, and the next start could not read anything after that record.
   */
  let isTorn = false
  const lock = await lockFile(folder)
  const gone = new Error('it was deleted or replaced while it was in use. Restart the emulator')
  let isGone = false
  let isClosed = false

  const touch = (key: string) => {
    const call = calls.getStore()
    if (call && !call.isOver) {
      call.touched.add(key)
      return
    }
    pending.add(key)
    writeSoon()
  }
  const follow = (state: State, found?: ReadRecords) => {
    for (const key of records?.keys() ?? []) pending.add(key)
    records?.release()
    records = followRecords(state, touch, found?.places)
    if (found) return
    for (const key of records.keys()) pending.add(key)
  }
  const keeper: Keeper = {
    replaced: (state) => follow(state),
    during: (carryOut) => {
      const call: Call = { touched: new Set(), isOver: false }
      const end = () => {
        call.isOver = true
        for (const key of call.touched) pending.add(key)
        writeSoon()
      }
      let result: ReturnType<typeof carryOut>
      try {
        result = calls.run(call, carryOut)
      } catch (error) {
        end()
        throw error
      }
      if (!(result instanceof Promise)) {
        end()
        return result
      }
      // The cast is safe: `finally` resolves with the value of the original promise.
      return result.finally(end) as typeof result
    },
  }

  /** Writes the records that differ from the disk, all of them or none. */
  const flush = async () => {
    clearImmediate(soon)
    soon = undefined
    if (isClosed || !records) return
    const keys = new Set([...pending, ...records.unwatched()])
    pending.clear()
    keys.delete('clock')
    try {
      if (isGone) throw gone
      if (isTorn) {
        await level.close()
        await level.open()
        isTorn = false
      }
      const batch = level.batch()
      for (const key of keys) {
        const text = records.text(key)
        if (text === level.getSync(key)) continue
        if (text === undefined) batch.del(key)
        else batch.put(key, text)
      }
      const time = clock.advanced()
      if (batch.length || time !== advanced) batch.put('clock', `${records.text('clock')}`)
      if (!batch.length) {
        await batch.close()
        return
      }
      const { length } = batch
      isTorn = true
      await batch.write({ sync: true })
      isTorn = false
      isGone = (await lockFile(folder)) !== lock
      if (isGone) throw gone
      advanced = time
      if (length > MANY) await level.compactRange('', '~')
    } catch (error) {
      // The next write retries the records that this write could not store.
      for (const key of keys) pending.add(key)
      throw new Error(
        `${folder} cannot be written, and the latest changes are in memory only: ${(error as Error).message}`,
        { cause: error },
      )
    }
  }
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  /** Writes the pending records. All calls during a write share one later write. */
  const write = (): Promise<void> => {
    next ??= (async () => {
      await running?.catch(() => {})
      running = next
      next = undefined
      await flush()
    })()
    return next
  }
  /** Writes changes for which no request waits. The next request or `save` retries a failed write and reports its error. */
  const writeSoon = () => {
    if (!isClosed) soon ??= setImmediate(() => write().catch(() => {}))
  }
  const save = async () => {
    if (isClosed) throw closed(folder)
    const unseen = new Set(records?.keys())
    for await (const [key, text] of recordsOf(level)) {
      unseen.delete(key)
      if (records?.text(key) !== text) pending.add(key)
    }
    for (const key of unseen) pending.add(key)
    await write()
  }
  let closing: Promise<void> | undefined
  const close = async () => {
    try {
      await save()
    } finally {
      isClosed = true
      clearImmediate(soon)
      kept.keeper = undefined
      records?.release()
      calls.disable()
      await running?.catch(() => {})
      await level.close()
    }
  }

  const found = await readState(level, kept.state(), folder)
  if (found) {
    kept.keeper = { ...keeper, replaced: (state) => follow(state, found) }
    try {
      kept.adopt(found.snapshot)
    } catch (error) {
      throw unreadable(folder, (error as Error).message)
    }
    advanced = found.snapshot.clock.advanced
  } else {
    follow(kept.state())
  }
  kept.keeper = keeper
  onAdvance(clock, writeSoon)
  await write()
  return {
    restored: found !== undefined,
    save,
    close: () => {
      closing ??= close()
      return closing
    },
    fetch: async (request) => {
      if (isClosed) throw closed(folder)
      try {
        return await fetch(request)
      } finally {
        await write()
      }
    },
  }
}

function closed(folder: string): Error {
  return new Error(`${folder} is closed: changes are no longer stored in it`)
}

/** Reads the state in a folder; undefined when the folder is new. */
async function readState(
  level: ClassicLevel,
  state: State,
  folder: string,
): Promise<ReadRecords | undefined> {
  const reader = new RecordReader(state)
  let count = 0
  try {
    for await (const [key, text] of recordsOf(level)) {
      count++
      reader.take(key, text)
    }
    return count ? reader.end() : undefined
  } catch (error) {
    throw unreadable(folder, (error as Error).message)
  }
}

async function* recordsOf(level: ClassicLevel): AsyncGenerator<[key: string, text: string]> {
  const iterator = level.iterator({ fillCache: false, highWaterMarkBytes: CHUNK_BYTES })
  try {
    for (;;) {
      const chunk = await iterator.nextv(CHUNK)
      if (!chunk.length) return
      yield* chunk
    }
  } finally {
    await iterator.close()
  }
}
