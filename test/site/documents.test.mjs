// Tests which documents are pages of the site, and where their links lead.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { loadSource } from './support.mjs'

const { createLinker, readDocument, sectionsOfDocuments } =
  await loadSource('generate/documents.ts')
const { homePage } = await loadSource('generate/home.ts')

const documents = sectionsOfDocuments().flatMap((section) => section.documents)

test('behavior: every document of clerklet is a page, in the order of the index', () => {
  const folder = 'packages/clerklet/docs/'
  const files = readdirSync(new URL(`../../${folder}`, import.meta.url))
  const shown = documents.map(({ file }) => file).filter((file) => file.startsWith(folder))
  assert.deepEqual(shown.sort(), files.map((file) => folder + file).sort())

  const index = readDocument(`${folder}README.md`)
  const linked = [...index.matchAll(/\]\(([\w-]+)\.md\)/g)].map(
    ([, name]) => `documents/${name}.md`,
  )
  const pages = documents.map(({ page }) => page)
  assert.deepEqual(
    pages.filter((page) => linked.includes(page)),
    [...new Set(linked)],
  )
})

test('behavior: no two documents have the same page or an empty title', () => {
  assert.equal(new Set(documents.map(({ page }) => page)).size, documents.length)
  assert.deepEqual(
    documents.filter(({ title }) => /^\s*$|[`#]/.test(title)),
    [],
  )
})

describe('createLinker', () => {
  const linkOf = createLinker(documents)

  for (const [page, target, link] of [
    ['documents/lists.md', 'errors.md', 'errors.md'],
    ['documents/lists.md', 'errors.md#retries', 'errors.md#retries'],
    ['documents/lists.md', 'README.md', 'index.md'],
    ['documents/lists.md', '../README.md', 'clerklet.md'],
    ['documents/clerklet.md', 'docs/start.md', 'start.md'],
    ['documents/clerklet.md', 'docs/README.md', 'index.md'],
    ['documents/emulator.md', 'SUPPORTED.md#the-frontend-api', 'supported.md#the-frontend-api'],
    ['documents/lists.md', '#pages', '#pages'],
    ['documents/lists.md', 'https://clerk.com/docs', 'https://clerk.com/docs'],
    ['documents/lists.md', 'mailto:security@example.com', 'mailto:security@example.com'],
    ['documents/clerklet.md', 'LICENSE', undefined],
    ['documents/emulator.md', 'seed.schema.json', undefined],
    ['documents/emulator.md', 'ARCHITECTURE.md', undefined],
    ['reference/users/getUser.md', '../../documents/errors.md', '../../documents/errors.md'],
  ]) {
    test(`behavior: ${target} of ${page} leads to ${link}`, () => {
      assert.equal(linkOf(page, target), link)
    })
  }
})

describe('homePage', () => {
  test('behavior: the six lines and the sizes are those of the README', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const [program] = /```ts\n[\s\S]*?^```$/m.exec(readme)
    const [sizes] = /<!-- sizes -->[\s\S]*<!-- \/sizes -->/.exec(readme)
    assert.ok(homePage().includes(program))
    assert.ok(homePage().includes(sizes))
  })

  test('error: a README without a section that is shown is refused', () => {
    assert.throws(() => homePage('# clerklet\n\nText.\n\n## Sizes\n'), {
      message: /README\.md has no section 'A Worker in six lines'/,
    })
  })
})
