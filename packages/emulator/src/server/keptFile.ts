import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What {@link keptFile} found or made. */
export interface Kept<T> {
  content: T
  /** Why it is not kept, as the end of a sentence; nothing when it is. */
  problem?: string
}

/**
 * Reads what a file holds, or makes it and keeps it there, readable by its owner only. Processes that start at once agree: each
 * writes what it made beside the file and links it there. All but the first fail to, and read what the first has linked.
 *
 * Never fails for want of a place to keep it: then it is made for this run alone.
 *
 * @param read Returns nothing for a content that is not, or no longer, good. It is replaced.
 */
export async function keptFile<T>(
  path: string,
  make: () => Promise<string>,
  read: (text: string) => T | undefined,
): Promise<Kept<T>> {
  const found = await contentOf(path, read)
  if (found !== undefined) return { content: found }
  const text = await make()
  const made = read(text)
  if (made === undefined) throw new Error(`What was made for ${path} is not good`)
  try {
    await place(path, text, await isThere(path))
  } catch (error) {
    return { content: made, problem: (error as Error).message }
  }
  const agreed = await contentOf(path, read)
  return agreed === undefined
    ? { content: made, problem: `${path} holds something else` }
    : { content: agreed }
}

async function contentOf<T>(path: string, read: (text: string) => T | undefined) {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : read(text)
}

async function isThere(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  )
}

/** Writes a file as a whole. One that is there already wins, unless it is to be replaced. */
async function place(path: string, text: string, replacing: boolean): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const beside = `${path}.${crypto.randomUUID()}.tmp`
  const file = await open(beside, 'wx', 0o600)
  try {
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    if (replacing) await rename(beside, path)
    else await link(beside, path).catch(unlessThere)
  } finally {
    await rm(beside, { force: true })
  }
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
