import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** The name of an instance in a folder outside of any package. */
const DEFAULT_NAME = 'emulator'

/** Returns the name in the nearest package.json with a name, in a folder or above. Default: `emulator`. */
export async function nearestPackageName(folder: string): Promise<string> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const name = await nameIn(join(at, 'package.json'))
    if (name !== undefined) return name
    if (at === dirname(at)) return DEFAULT_NAME
  }
}

/** Returns the name in a package.json; undefined when the file has no name or cannot be read, so that the search continues. */
async function nameIn(file: string): Promise<string | undefined> {
  try {
    // An editor may have added a byte order mark, which JSON forbids.
    const { name } = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''))
    return typeof name === 'string' && name !== '' ? name : undefined
  } catch {
    return undefined
  }
}
