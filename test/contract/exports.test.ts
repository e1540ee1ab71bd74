import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readSources } from './support/sources.ts'

const PACKAGE = new URL('../../packages/clerklet/', import.meta.url)
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

    // After an intended change: npx vitest run --config test/vitest.config.ts --project contract exports -u
    await expect(`${text.join('\n')}\n`).toMatchFileSnapshot('./exports.txt')
  })

  test('behavior: every function of operations and helpers is exported by the root', () => {
    const hidden = [...sources.imports.keys()]
      .filter((file) => /^(operations|helpers)\//.test(file) && !file.endsWith('/index.ts'))
      .flatMap((file) => sources.declaredIn(file).map((name) => ({ file, name })))
      .filter(({ file, name }) => sources.functions.get(name)?.file !== file)

    expect(hidden).toEqual([])
  })

  test('behavior: the root exports everything else in these files, such as the types of params', () => {
    const exported = new Set(sources.exportsOf('index.ts'))
    const hidden = [...sources.imports.keys()]
      .filter((file) => /^(operations|helpers)\//.test(file))
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
