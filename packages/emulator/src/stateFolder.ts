import { lstat, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClassicLevel } from 'classic-level'

/** The content of the marker file. It identifies a folder as a state, and its version prevents reading a newer format. */
const FORMAT = { format: 'state of clerklet-emulator', version: 1 }
const MARKER = 'clerklet-emulator.json'
const NEW_MARKER = `${MARKER}.new`
const DATA = 'data'

/**
 * Opens the folder of a state, and creates it if it does not exist. One process can use the folder at a time.
 *
 * @throws {TypeError} when the path is a file, or the folder contains other files or a newer format. All files stay unchanged.
 * @throws {Error} when another process uses the folder, its content cannot be read, or `classic-level` is not installed.
 */
export async function openStateFolder(path: string): Promise<ClassicLevel> {
  const Level = await loadLevel()
  if (!(await isState(path))) await makeState(path)
  const data = join(path, DATA)
  await mkdir(data, { recursive: true, mode: 0o700 })
  if (!(await lstat(data)).isDirectory())
    throw elsewhere(`${data} is not a folder, and is left as it is`)
  const level = new Level(data)
  try {
    await level.open()
  } catch (error) {
    const { code, message } = (error as Error).cause as Error & { code?: string }
    if (code === 'LEVEL_LOCKED') {
      throw new Error(`${path} is in use: stop the process that uses it, or choose another folder`)
    }
    throw unreadable(path, message)
  }
  return level
}

/** Returns the inode of the lock file in a folder. The inode differs or is undefined once the folder is deleted or replaced. */
export async function lockFile(path: string): Promise<number | undefined> {
  try {
    return (await stat(join(path, DATA, 'LOCK'))).ino
  } catch {
    return undefined
  }
}

/** Creates the error for a folder with a damaged state. */
export function unreadable(path: string, why: string): Error {
  return new Error(
    `${path} cannot be read: choose another folder, or delete it to start anew. It is left as it is. (${why})`,
  )
}

async function loadLevel(): Promise<typeof ClassicLevel> {
  try {
    return (await import('classic-level')).ClassicLevel
  } catch (error) {
    throw new Error(
      `The package classic-level, which keeps data on the disk, cannot be loaded: install it with npm install classic-level. (${(error as Error).message})`,
    )
  }
}

/** Whether a folder contains a state. Throws for a file, for a folder with other files and for a newer or damaged state. */
async function isState(path: string): Promise<boolean> {
  let names: string[]
  try {
    if (!(await stat(path)).isDirectory()) {
      throw elsewhere(
        `${path} is a file, and is left as it is: the state is stored in a folder, and files of earlier versions are not read`,
      )
    }
    names = await readdir(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
  if (names.includes(MARKER)) {
    checkMarker(path, await readFile(join(path, MARKER), 'utf8'))
    return true
  }
  // A process that dies while it creates a state leaves the unfinished marker behind.
  const others = names.filter((name) => name !== NEW_MARKER)
  if (others.length) {
    throw elsewhere(`${path} contains other files, such as ${others[0]}, and is left as it is`)
  }
  return false
}

function checkMarker(path: string, text: string): void {
  let marker: Partial<typeof FORMAT> | null
  try {
    marker = JSON.parse(text)
  } catch {
    throw unreadable(path, `${MARKER} is not JSON`)
  }
  if (marker?.format !== FORMAT.format || typeof marker.version !== 'number') {
    throw unreadable(path, `${MARKER} lacks "format": "${FORMAT.format}" or a version`)
  }
  if (marker.version > FORMAT.version) {
    throw elsewhere(
      `${path} was written by a newer version of clerklet-emulator, and is left as it is: update clerklet-emulator`,
    )
  }
}

function elsewhere(why: string): TypeError {
  return new TypeError(`${why}. Choose another folder`)
}

/** Creates the folder and the marker of a state. Only the owner can read a new folder, since a state contains secrets. */
async function makeState(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const beside = join(path, NEW_MARKER)
  await rm(beside, { force: true })
  // The flag `wx` refuses an existing file, so that no link is followed.
  const file = await open(beside, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(FORMAT)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, join(path, MARKER))
  await syncFolder(path)
}

/** Syncs a folder to the disk, so that a crash of the machine does not undo a renaming in it. Windows does not support this. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
