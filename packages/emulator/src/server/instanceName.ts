import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** What an instance is called in a folder that belongs to no package. */
const DEFAULT_NAME = 'emulator'

/** The name of the nearest package.json at or above a folder that has one. */
export async function nearestPackageName(folder: string): Promise<string> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const name = await nameIn(join(at, 'package.json'))
    if (name !== undefined) return name
    if (at === dirname(at)) return DEFAULT_NAME
  }
}

/** Nothing also for a file that cannot be read: a project above it may have a name. */
async function nameIn(file: string): Promise<string | undefined> {
  try {
    // An editor may have put a byte order mark first, which JSON forbids.
    const { name } = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''))
    return typeof name === 'string' && name !== '' ? name : undefined
  } catch {
    return undefined
  }
}
