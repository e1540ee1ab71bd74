import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { root } from '#fixtures/packed.mjs'
import { compileConsumer } from './compileConsumer.ts'
import installCompilers, { compilers } from './compilers/setup.ts'

installCompilers()
const folder = inject('packed')
// The project is outside of the repository, so that the old resolver cannot fall back to the packages of the workspace.
const project = mkdtempSync(join(tmpdir(), 'clerklet-node10-'))
symlinkSync(join(folder, 'node_modules'), join(project, 'node_modules'))
afterAll(() => rmSync(project, { recursive: true }))

/** The compilers, without TypeScript 7, which no longer supports `node10`. */
const COMPILERS = {
  '5.4': join(compilers, 'node_modules/typescript-5.4/bin/tsc'),
  '5.9': join(root, 'node_modules/typescript/bin/tsc'),
}

const manifestOf = (name: string) =>
  JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'))

/** The modules with types that `clerklet` and `clerklet-emulator` export, such as `clerklet/verify`. */
const MODULES = ['clerklet', 'clerklet-emulator'].flatMap((name) => {
  const exported: Record<string, { types?: string }> = manifestOf(name).exports
  return Object.keys(exported)
    .filter((subpath) => exported[subpath]?.types)
    .map((subpath) => `${name}${subpath.slice(1)}`)
})

/** Compiles with the settings of an old project: CommonJS, and a resolution that ignores `exports` of package.json. */
function compile(code: string, tsc: string): string {
  return compileConsumer(project, code, {
    tsc,
    compilerOptions: {
      module: 'commonjs',
      moduleResolution: 'node10',
      lib: ['ES2022', 'DOM', 'DOM.Iterable'],
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
      skipLibCheck: true,
      noEmit: true,
    },
  })
}

describe.each(Object.entries(COMPILERS))('TypeScript %s with moduleResolution node10', (_, tsc) => {
  test('behavior: every subpath has its types', () => {
    const lines = MODULES.map((specifier, i) => `export * as m${i} from '${specifier}'`)

    expect(MODULES.length).toBeGreaterThan(12)
    expect(compile(lines.join('\n'), tsc)).toBe('')
  })

  test('behavior: the types are those of the package, not any', () => {
    const wrong = `import { getUser } from 'clerklet'
import { verifyToken } from 'clerklet/verify'
import { createEmulator } from 'clerklet-emulator'
import { listen } from 'clerklet-emulator/node'
getUser({}, 1)
verifyToken({}, 2)
createEmulator(3)
listen(4)
`
    const places = [...compile(wrong, tsc).matchAll(/consumer\.mts\((\d+),/g)].map(
      ([, line]) => line,
    )

    expect(new Set(places)).toEqual(new Set(['5', '6', '7', '8']))
  })

  test('error: a subpath that does not exist is noticed', () => {
    expect(compile("export * from 'clerklet/nowhere'\n", tsc)).toContain('TS2307')
  })
})

test.each(['clerklet', 'clerklet-emulator'])(
  'behavior: main, types and typesVersions of %s lead where exports leads',
  (name) => {
    const { main, types, typesVersions, exports: exported } = manifestOf(name)
    const subpaths = Object.entries<{ types?: string }>(exported)
      .filter(([subpath, { types }]) => subpath !== '.' && types)
      .map(([subpath, { types }]) => [subpath.slice('./'.length), [types]])

    expect({ types, default: main }).toEqual(exported['.'])
    expect(typesVersions).toEqual({ '*': Object.fromEntries(subpaths) })
  },
)
