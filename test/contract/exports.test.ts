import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readSources } from './support/sources.ts'

const PACKAGE = new URL('../../packages/clerklet/', import.meta.url)
/** Packages that a subpath must not need, at any distance. */
const NEVER: Record<string, string[]> = {
  '.': ['jose'],
  './schemas': ['jose', 'ofetch'],
  './verify': ['ofetch', 'valibot'],
  './webhooks': ['jose', 'ofetch', 'valibot'],
  './camelize': ['jose', 'ofetch', 'valibot'],
  './proxy': ['jose', 'ofetch', 'valibot'],
}
/** Folders that are subpaths, not modules of operations. */
const SUBPATHS = ['camelize', 'schemas', 'verify', 'webhooks', 'proxy']

const sources = readSources()
const entries = entriesOf(JSON.parse(readFileSync(new URL('package.json', PACKAGE), 'utf8')))

describe('exports', () => {
  test('default', { timeout: 60_000 }, async () => {
    const text: string[] = []
    for (const [subpath, file] of entries) {
      const values: Record<string, unknown> = await import(new URL(`src/${file}`, PACKAGE).href)
      const names = sources.exportsOf(file).sort()
      expect(names).toEqual(expect.arrayContaining(Object.keys(values)))
      text.push(
        `# clerklet${subpath.slice(1)}\n`,
        ...section('functions', names, (name) => isFunction(values[name])),
        ...section('classes', names, (name) => isClass(values[name])),
        ...section('constants', names, (name) => isConstant(values[name])),
        ...section('types', names, (name) => !(name in values)),
      )
    }

    // After a change on purpose: npx vitest run --config test/vitest.config.ts --project contract exports -u
    await expect(`${text.join('\n')}\n`).toMatchFileSnapshot('./exports.txt')
  })

  test('behavior: every function of a module folder is exported by the root', () => {
    const hidden: string[] = []
    for (const file of sources.imports.keys()) {
      const [folder = '', name] = file.split('/')
      if (!name || name === 'index.ts' || SUBPATHS.includes(folder)) continue
      for (const name of sources.declaredIn(file)) {
        if (sources.functions.get(name)?.file !== file) hidden.push(`${file}: ${name}`)
      }
    }

    expect(hidden).toEqual([])
  })

  test('behavior: and whatever else its file exports, such as the type of its params', () => {
    const exported = new Set(sources.exportsOf('index.ts'))
    const hidden = [...sources.imports.keys()]
      .filter((file) => /^[\w-]+\/\w+\.ts$/.test(file))
      .filter((file) => !SUBPATHS.includes(file.split('/')[0] ?? ''))
      .flatMap((file) => sources.exportsOf(file))
      .filter((name) => !exported.has(name))

    expect(hidden).toEqual([])
  })

  test('behavior: every schema is exported by clerklet/schemas', () => {
    const exported = sources.exportsOf('schemas/index.ts')
    const hidden = [...sources.imports.keys()]
      .filter((file) => file.startsWith('schemas/') && !file.endsWith('/index.ts'))
      .flatMap((file) => sources.exportsOf(file))
      .filter((name) => !exported.includes(name))

    expect(hidden).toEqual([])
  })
})

describe('imports', () => {
  test('behavior: no schema imports an operation', () => {
    const foreign = [...sources.imports]
      .filter(([file]) => file.startsWith('schemas/'))
      .flatMap(([file, imports]) => imports.map((imported) => `${file}: ${imported.file}`))
      .filter((line) => !/: (valibot|schema\.ts|schemas\/\w+\.ts)$/.test(line))

    expect(foreign).toEqual([])
  })

  test('behavior: no module imports itself, through whatever others', () => {
    expect(cycles()).toEqual([])
  })

  test('behavior: nothing of a runtime is imported', () => {
    const foreign = [...sources.imports].flatMap(([file, imports]) =>
      imports
        .filter((imported) => !/^(jose|ofetch|valibot|.*\.ts)$/.test(imported.file))
        .map((imported) => `${file}: ${imported.file}`),
    )

    expect(foreign).toEqual([])
  })

  test.each(entries)('behavior: %s does not need what others need', (subpath, file) => {
    const needed = reachable(file).filter((name) => NEVER[subpath]?.includes(name))

    expect(NEVER).toHaveProperty([subpath])
    expect(needed).toEqual([])
  })
})

function entriesOf({ exports }: { exports: Record<string, { default?: string }> }) {
  return Object.entries(exports).flatMap(([subpath, target]): [string, string][] => {
    const built = target.default?.match(/^\.\/dist\/(.*)\.mjs$/)?.[1]
    return built ? [[subpath, `${built}.ts`]] : []
  })
}

function section(title: string, names: string[], belongs: (name: string) => boolean): string[] {
  const those = names.filter(belongs)
  return those.length ? [`## ${title}\n`, ...those, ''] : []
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && /^class\b/.test(`${value}`)
}

function isFunction(value: unknown): boolean {
  return typeof value === 'function' && !isClass(value)
}

function isConstant(value: unknown): boolean {
  return value !== undefined && typeof value !== 'function'
}

/** Everything that loading a file loads: other files, and packages. */
function reachable(file: string, found = new Set<string>()): string[] {
  if (!found.has(file)) {
    found.add(file)
    for (const { file: next, typeOnly } of sources.imports.get(file) ?? []) {
      if (!typeOnly) reachable(next, found)
    }
  }
  return [...found]
}

function cycles(): string[] {
  const done = new Set<string>()
  const found: string[] = []
  const visit = (file: string, way: string[]): void => {
    const start = way.indexOf(file)
    if (start >= 0) found.push([...way.slice(start), file].join(' → '))
    if (start >= 0 || done.has(file)) return
    for (const { file: next, typeOnly } of sources.imports.get(file) ?? []) {
      if (!typeOnly) visit(next, [...way, file])
    }
    done.add(file)
  }
  for (const file of sources.imports.keys()) visit(file, [])
  return found
}
