import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * Returns the code of a program in a document.
 *
 * @param place The index of the TypeScript block below the heading.
 */
export function readProgram(document: string, heading: string, place = 0): string {
  const page = readFileSync(join(root, 'packages/clerklet/docs', document), 'utf8')
  const [, below = ''] = page.split(`# ${heading}\n`)
  const section = below.split(/^#{2,3} /m)[0] ?? ''
  const code = [...section.matchAll(/^```ts\n([\s\S]*?)^```$/gm)][place]?.[1]
  if (code === undefined) throw new Error(`${document} has no such block below ${heading}`)
  return code
}

/**
 * Returns a function that imports the code block below a heading of a document, unchanged. `T` is the type of the exports.
 *
 * @param files Files that the programs import, by their paths. The paths are relative to the folder that contains `docs`. The
 * programs themselves are in `docs`.
 */
export function programsOf(document: string, files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'clerklet-programs-'))
  // Programs may import the packages that are installed in the repository.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  mkdirSync(join(folder, 'docs'))
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), code)
  }
  afterAll(() => rmSync(folder, { recursive: true }))

  /** @param place The index of the TypeScript block below the heading. */
  return async function program<T>(heading: string, place = 0): Promise<T> {
    const file = join(folder, 'docs', `${heading.replace(/\W+/g, '-')}-${place}.ts`)
    writeFileSync(file, readProgram(document, heading, place))
    return import(file)
  }
}
