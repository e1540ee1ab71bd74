import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The content that {@link keptFile} found or created. */
export interface Kept<T> {
  content: T
  /** The reason why the file does not have this content, as the end of a sentence; undefined when the file has the content. */
  problem?: string
}

/**
 * Returns the content of a file. Without a file, creates a file that only its owner can read. Concurrent processes that create
 * the file get the same content: each writes a temporary file and links it to the path. Only the first link succeeds; the other
 * processes read the content of the first.
 *
 * Does not fail when the file cannot be written. In that case, the content is valid for this run alone.
 *
 * @param read Returns undefined for content that is invalid or expired. Such content is replaced.
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
  if (made === undefined) throw new Error(`The content created for ${path} is invalid`)
  try {
    await place(path, text, await isThere(path))
  } catch (error) {
    return { content: made, problem: (error as Error).message }
  }
  const agreed = await contentOf(path, read)
  return agreed === undefined
    ? { content: made, problem: `${path} exists, but its content is invalid` }
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

/** Writes a file atomically. An existing file stays unless `replacing` is set. */
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
