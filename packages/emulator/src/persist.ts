import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Emulator } from './emulator.ts'
import type { Snapshot } from './snapshot.ts'

/** An emulator whose state is kept in a file. */
export interface Persistence {
  /** Like that of the emulator; what changed something is answered when the change is on the disk. */
  fetch: (request: Request) => Promise<Response>
  /** Writes what is there now, and resolves when it is on the disk. */
  save: () => Promise<void>
}

/**
 * Restores an emulator from a file, if there is one, and keeps it there. The file is replaced as a whole: whoever reads it,
 * and whenever the process dies, finds the state before a change or the state after it.
 *
 * @example
 * const { fetch } = await persist(createEmulator(), 'clerk.json')
 *
 * @throws {TypeError} when the file holds something else; it is left as it is.
 */
export async function persist(emulator: Emulator, file: string): Promise<Persistence> {
  const path = resolve(file)
  await mkdir(dirname(path), { recursive: true })
  const snapshot = await read(path)
  if (snapshot) emulator.restore(snapshot)

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

async function read(path: string): Promise<Snapshot | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new TypeError(`${path} is not JSON: it is no state of an emulator, and is left as it is`)
  }
}

async function replace(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`
  try {
    const file = await open(beside, 'w', 0o600)
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
