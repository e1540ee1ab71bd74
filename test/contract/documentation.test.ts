import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { compileBlocks } from './support/compileBlocks.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Documents that test/frameworks/sites compiles, because the frameworks that they import are installed there. */
const SITES = ['astro.md', 'next.md']
const DOCUMENTS = [
  'README.md',
  'packages/clerklet/README.md',
  'packages/emulator/README.md',
  ...readdirSync(`${root}packages/clerklet/docs`)
    .filter((name) => !SITES.includes(name))
    .map((name) => `packages/clerklet/docs/${name}`),
]

/** Returns the TypeScript blocks of a document as modules. The name of each module contains the document and the line. */
function blocksOf(document: string): [name: string, code: string][] {
  const text = readFileSync(root + document, 'utf8')
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ index, 1: code = '' }) => {
    const line = text.slice(0, index).split('\n').length + 1
    return [`${root}${document}.${line}.ts`, `${code}\nexport {}\n`]
  })
}

/** Returns the blocks below a heading that names a file, such as `clerk.ts`. Other blocks of the document import this file. */
function filesOf(document: string): [name: string, code: string][] {
  const text = readFileSync(root + document, 'utf8')
  const files = text.matchAll(/^### `([\w./]+)`\n\n```ts\n([\s\S]*?)^```$/gm)
  return [...files].map(([, path = '', code = '']) => [
    `${root}${dirname(document)}/${basename(path)}`,
    code,
  ])
}

/** The modules that the README of the emulator and docs/testing.md import as the application of the reader. */
const APPLICATION = ['packages/src/worker.ts', 'packages/clerklet/src/worker.ts'].map(
  (file): [name: string, code: string] => [
    root + file,
    `export { default } from '${root}examples/cloudflare-worker/index.ts'`,
  ],
)

test('behavior: the TypeScript in the documents compiles', { timeout: 60_000 }, () => {
  const blocks = new Map(DOCUMENTS.flatMap(blocksOf))
  expect(blocks.size).toBeGreaterThan(DOCUMENTS.length)
  expect(compileBlocks(blocks, new Map([...DOCUMENTS.flatMap(filesOf), ...APPLICATION]))).toEqual(
    [],
  )
})

test('error: code that does not compile is reported with its place', { timeout: 60_000 }, () => {
  const wrong = `import { getUser } from 'clerklet'\n\ngetUser({}, 7)\n`
  expect(compileBlocks(new Map([[`${root}README.md.10.ts`, wrong]]))).toEqual([
    expect.stringMatching(/^README\.md:12 Argument of type 'number'/),
  ])
})

test('behavior: the table in test/README.md has a row for each folder, and no other', () => {
  const table = readFileSync(`${root}test/README.md`, 'utf8').matchAll(/^\| `(\w+)` \| (.+) \|$/gm)
  const rows = [...table].map(([, folder, cells = '']) => [folder, cells.split(' | ')] as const)
  const folders = readdirSync(`${root}test`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)

  expect(rows.map(([folder]) => folder)).toEqual(folders.sort())
  expect(
    rows.filter(([, cells]) => cells.length !== 3 || !/^(\d+ (s|min)|–)$/.test(cells[2] ?? '')),
  ).toEqual([])
})

test('behavior: the commands in test/README.md are scripts and projects that exist', () => {
  const table = readFileSync(`${root}test/README.md`, 'utf8')
  const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
  const config = readFileSync(`${root}test/vitest.config.ts`, 'utf8')
  const named = [...table.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
  const projects = [...table.matchAll(/--project (\w+)/g)].map(([, name = '']) => name)

  expect(named.filter((name) => !(name in scripts))).toEqual([])
  const isProject = (name: string) => new RegExp(`(project\\(|name: )'${name}'`).test(config)
  expect(projects.filter((name) => !isProject(name))).toEqual([])
  expect(projects.length).toBeGreaterThan(5)
})
