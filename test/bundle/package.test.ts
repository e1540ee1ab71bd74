import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { expect, inject, test } from 'vitest'
import { root } from '#fixtures/packed.mjs'
import installCompilers, { compilers } from './compilers/setup.ts'

installCompilers()
const folder = inject('packed')
const PACKAGES = ['clerklet', 'clerklet-emulator']

const sourcesOf = (name: string) => join(root, 'packages', name.replace('clerklet-', ''), 'src')

/** The files below a directory, relative to it. */
const filesIn = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort()

test.each(PACKAGES)('behavior: %s passes publint --strict', async (name) => {
  const pkgDir = join(folder, 'node_modules', name)
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true })
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([])
})

test.each(PACKAGES)('behavior: %s passes attw, as an ESM-only package', (name) => {
  const tarball = readdirSync(folder).find((file) => file.startsWith(`${name}-0`)) ?? ''
  const attw = join(compilers, 'node_modules/@arethetypeswrong/cli/dist/index.js')
  const told = execFileSync(
    process.execPath,
    [attw, join(folder, tarball), '--profile', 'esm-only', '--no-emoji', '--no-color'],
    { encoding: 'utf8' },
  )
  // When a resolution fails, attw exits with 1, so `execFileSync` has thrown before this line.
  expect(told).toContain(`"${name}/package.json"`)
})

test.each(PACKAGES)('behavior: %s ships these files and no others', async (name) => {
  const files = filesIn(join(folder, 'node_modules', name))
    // Sources, modules and declarations are left out, since other tests compare them.
    .filter((file) => !/^src\/|^dist\/([\w-]+\/)*[\w-]+\.(mjs|d\.mts(\.map)?)$/.test(file))
  await expect(`${files.join('\n')}\n`).toMatchFileSnapshot(`files/${name}.txt`)
})

test.each(PACKAGES)('behavior: the modules of %s are those of its sources', (name) => {
  const source = sourcesOf(name)
  const modules = (directory: string, ending: RegExp) =>
    filesIn(directory)
      .filter((file) => ending.test(file))
      .map((file) => file.replace(ending, ''))
  const shipped = modules(join(folder, 'node_modules', name, 'dist'), /\.mjs$/)
  const sources = new Set(modules(source, /\.ts$/))
  expect(shipped.filter((file) => !sources.has(file))).toEqual([])
  expect(shipped.length).toBeGreaterThan(sources.size * 0.8)
})

test.each(PACKAGES)(
  'behavior: %s ships its sources, to which its declaration maps lead',
  (name) => {
    const directory = join(folder, 'node_modules', name)
    expect(filesIn(join(directory, 'src'))).toEqual(filesIn(sourcesOf(name)))

    const dist = join(directory, 'dist')
    const declarations = filesIn(dist).filter((file) => file.endsWith('.d.mts'))
    const maps = filesIn(dist).filter((file) => file.endsWith('.map'))
    expect(maps).toEqual(declarations.map((file) => `${file}.map`))

    for (const file of maps) {
      const map = JSON.parse(readFileSync(join(dist, file), 'utf8'))
      const sources = (map.sources as string[]).map((source) => join(dist, dirname(file), source))
      expect(sources.filter((source) => !source.startsWith(join(directory, 'src/')))).toEqual([])
      expect(sources.filter((source) => !existsSync(source))).toEqual([])
      // The TypeScript server ignores a source map that contains its sources.
      expect(map).not.toHaveProperty('sourcesContent')
    }
  },
)

test.each(PACKAGES)(
  'behavior: %s names only the dependencies and peers that it imports',
  (name) => {
    const directory = join(folder, 'node_modules', name)
    const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(
      readFileSync(join(directory, 'package.json'), 'utf8'),
    )
    const code = readdirSync(join(directory, 'dist'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.m?[jt]s$/.test(file))
      .map((file) => readFileSync(join(directory, 'dist', file), 'utf8'))
      .join('\n')
      // Removes comments that start at the beginning of a line. `/*` in a route such as `/_emulator/*` starts no comment.
      .replace(/^\s*\/\*[\s\S]*?\*\//gm, '')
    const imported = new Set(
      [...code.matchAll(/(?<![\w'"])(?:from|import)\s*\(?["']([^."'][^"']*)["']/g)].map(
        ([, specifier]) => /^(@[^/]+\/)?[^/]+/.exec(`${specifier}`)?.[0],
      ),
    )
    expect([...imported].filter((one) => !one?.startsWith('node:')).sort()).toEqual(
      Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }).sort(),
    )
  },
)
