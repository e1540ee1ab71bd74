import { lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { Emulator } from './emulator.ts'
import { checkEmulator, checkText } from './options.ts'
import type { Snapshot } from './snapshot.ts'

/** Milliseconds after which a temporary file is one of a process that died: writing takes a moment. */
const LEFT_OVER = 60_000

/** An emulator whose state is kept in a file. */
export interface Persistence {
  /** Like that of the emulator; what changed something is answered when the change is on the disk. */
  fetch: (request: Request) => Promise<Response>
  /** Writes what is there now, and resolves when it is on the disk. */
  save: () => Promise<void>
}

/**
 * Restores an emulator from a file, if there is one, and keeps it there. The file is replaced as a whole: a reader finds the
 * state before a change or after it, even when the process dies in between. The new state is written beside the file first,
 * under a name that cannot be guessed, readable by the owner only. A temporary file that a crash left behind is removed at a
 * later start.
 *
 * @example
 * const { fetch } = await persist(createEmulator(), 'clerk.json')
 *
 * @throws {TypeError} when the file holds something else; it is left as it is. Also when an argument is of another kind.
 */
export async function persist(emulator: Emulator, file: string): Promise<Persistence> {
  checkEmulator(emulator, { fetch: 'function', snapshot: 'function', restore: 'function' })
  checkText('file', file)
  const path = resolve(file)
  await mkdir(dirname(path), { recursive: true })
  await removeLeftovers(path)
  await restoreFrom(path, emulator)

  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  /** Changes that come while the file is written share the next writing. */
  const save = (): Promise<void> => {
    next ??= (async () => {
      await running?.catch(() => {})
      running = next
      next = undefined
      await replace(path, JSON.stringify(emulator.snapshot()))
    })()
    return next
  }
  await save()
  return {
    save,
    fetch: async (request) => {
      const response = await emulator.fetch(request)
      if (changes(request)) await save()
      return response
    },
  }
}

/** A handshake hands out tokens, and so changes something although it is a GET. */
function changes({ method, url }: Request): boolean {
  return !/^(GET|HEAD|OPTIONS)$/.test(method) || new URL(url).pathname.includes('handshake')
}

/** Restores the state in a file; a file that is not there changes nothing. */
async function restoreFrom(path: string, emulator: Emulator): Promise<void> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  let snapshot: Snapshot
  try {
    snapshot = JSON.parse(text)
  } catch {
    throw new TypeError(`${path} is not JSON: it is no state of an emulator, and is left as it is`)
  }
  try {
    // Also `null` and `false`: `restore` refuses what is no snapshot.
    emulator.restore(snapshot)
  } catch (error) {
    throw new TypeError(`${path} is left as it is. ${(error as Error).message}`)
  }
}

async function replace(path: string, text: string): Promise<void> {
  const beside = `${path}.${crypto.randomUUID()}.tmp`
  // Exclusive: a file or a link that is there already is not opened, and stays.
  const file = await open(beside, 'wx', 0o600)
  try {
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  await syncDirectory(dirname(path))
}

/** Removes temporary files of processes that died while they wrote. Those of the last minute may be in use. */
async function removeLeftovers(path: string): Promise<void> {
  const start = `${basename(path)}.`
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(start) || !/^[0-9a-f-]{36}\.tmp$/.test(name.slice(start.length))) continue
    const found = join(dirname(path), name)
    // Another process may have renamed it meanwhile.
    const file = await lstat(found).catch(() => undefined)
    if (file && Date.now() - file.mtimeMs > LEFT_OVER) await rm(found, { force: true })
  }
}

/** Else a crash of the machine may undo the renaming. Windows knows no such thing. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}
