import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { expect, inject, test } from 'vitest'
import { root } from '#fixtures/packed.mjs'
import installCompilers, { compilers } from './compilers/setup.ts'

installCompilers()
const folder = inject('packed')
const PACKAGES = ['clerklet', 'clerklet-emulator']

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
  // attw exits with 1 when a resolution fails.
  expect(told).toContain(`"${name}/package.json"`)
})

test.each(PACKAGES)('behavior: %s ships these files and no others', async (name) => {
  const files = readdirSync(join(folder, 'node_modules', name), {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name).slice(join(folder, 'node_modules', name).length + 1),
    )
    // Each source file becomes a module. These are checked below.
    .filter((file) => !/^dist\/([\w-]+\/)*[\w-]+\.mjs$/.test(file))
    .sort()
  await expect(`${files.join('\n')}\n`).toMatchFileSnapshot(`files/${name}.txt`)
})

test.each(PACKAGES)('behavior: every module of %s has a source file', (name) => {
  const source = join(root, 'packages', name.replace('clerklet-', ''), 'src')
  const modules = (directory: string, ending: RegExp) =>
    readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((file) => ending.test(file))
      .map((file) => file.replace(ending, ''))
  const shipped = modules(join(folder, 'node_modules', name, 'dist'), /\.mjs$/)
  const sources = new Set(modules(source, /\.ts$/))
  expect(shipped.filter((file) => !sources.has(file))).toEqual([])
  expect(shipped.length).toBeGreaterThan(sources.size * 0.8)
})

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
      // Only at the beginning of a line: routes such as `/_emulator/*` begin no comment.
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
