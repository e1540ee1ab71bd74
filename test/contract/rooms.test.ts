import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { circlesOf } from '#fixtures/imports.ts'
import {
  arrowsOf,
  drawnRooms,
  refusedArrows,
  roomOf,
  shown,
  unresolvedArrows,
} from '#fixtures/rooms.ts'
import { ROOMS } from './rooms.ts'
import { readSources } from './support/sources.ts'

const PACKAGE = new URL('../../packages/clerklet/', import.meta.url)
/** Packages that a subpath must not import, directly or through other files. */
const NEVER: Record<string, string[]> = {
  '.': ['jose'],
  './schemas': ['jose', 'ofetch'],
  './verify': ['ofetch', 'valibot'],
  './hono': ['hono', 'ofetch'],
  './node': ['ofetch'],
  './webhooks': ['jose', 'ofetch', 'valibot'],
  './camelize': ['jose', 'ofetch', 'valibot'],
  './proxy': ['jose', 'ofetch', 'valibot'],
  './lambda': ['jose', 'ofetch', 'valibot'],
  './mcp': ['ofetch', 'valibot'],
}
/** The file with the functions that build schemas. Every other public function is declared in a file of its name. */
const SCHEMA_BUILDERS = 'core/schema.ts'

const sources = readSources()
const arrows = arrowsOf(sources.imports)
const { exports }: { exports: Record<string, { default?: string }> } = JSON.parse(
  readFileSync(new URL('package.json', PACKAGE), 'utf8'),
)
const entries = Object.entries(exports).flatMap(([subpath, target]): [string, string][] => {
  const built = target.default?.match(/^\.\/dist\/(.*)\.mjs$/)?.[1]
  return built ? [[subpath, `${built}.ts`]] : []
})

describe('rooms', () => {
  test('behavior: each file belongs to a room, and no room is empty', () => {
    const used = new Set([...sources.imports.keys()].map((file) => roomOf(ROOMS, file)))

    expect([...used].sort()).toEqual(Object.keys(ROOMS).sort())
  })

  test.each(Object.keys(ROOMS))('behavior: %s only imports allowed folders', (room) => {
    expect(refusedArrows(ROOMS, arrows, room).map(shown)).toEqual([])
  })

  test('behavior: there are no import cycles, types included', () => {
    expect(circlesOf(sources.imports)).toEqual([])
  })

  test('behavior: the diagram in CONTRIBUTING.md shows these arrows', () => {
    const page = readFileSync(new URL('../../CONTRIBUTING.md', PACKAGE), 'utf8')

    for (const [room, allowed] of Object.entries(ROOMS)) {
      expect([room, drawnRooms(page, room)]).toEqual([room, [...allowed].sort()])
    }
  })

  test('behavior: an import by a path names a source file', () => {
    expect(unresolvedArrows(sources.imports).map(shown)).toEqual([])
  })

  test('behavior: no module of a runtime is imported', () => {
    const packages = [...sources.imports.values()]
      .flatMap((imports) => imports.filter(({ isPackage, typeOnly }) => isPackage && !typeOnly))
      .map(({ file }) => file)

    expect([...new Set(packages)].sort()).toEqual(['jose', 'ofetch', 'valibot'])
  })

  test('behavior: one file imports ofetch', () => {
    const importing = [...sources.imports]
      .filter(([, imports]) => imports.some(({ file }) => file === 'ofetch'))
      .map(([file]) => file)

    expect(importing).toEqual(['core/ofetch.ts'])
  })

  test.each(entries)('behavior: %s does not import packages of other subpaths', (subpath, file) => {
    const needed = reachable(file).filter((name) => NEVER[subpath]?.includes(name))

    expect(NEVER).toHaveProperty([subpath])
    expect(needed).toEqual([])
  })
})

describe('names', () => {
  test('behavior: a public function is declared in the file that has its name', () => {
    const strays = entries
      .flatMap(([, file]) => sources.exportedFunctions(file))
      .filter(({ name, file }) => !file.endsWith(`/${name}.ts`) && file !== SCHEMA_BUILDERS)
      .map(({ name, file }) => `${name}: ${file}`)

    expect([...new Set(strays)].sort()).toEqual([])
  })
})

/** Finds the files and packages that are loaded with a file, directly or through other files. Type imports load nothing. */
function reachable(file: string, found = new Set<string>()): string[] {
  if (!found.has(file)) {
    found.add(file)
    for (const { file: next, typeOnly } of sources.imports.get(file) ?? []) {
      if (!typeOnly) reachable(next, found)
    }
  }
  return [...found]
}
