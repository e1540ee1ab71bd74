import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { brokenLinks, headingsOf, packedFiles, repositoryFiles } from './support/links.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const packageFolder = (name: string) => join(root, 'packages', name)
const isDocument = (file: string) => file.endsWith('.md')

describe.each(['clerklet', 'emulator'])('packages/%s', (name) => {
  const folder = packageFolder(name)
  const packed = packedFiles(folder)
  const documents = packed.filter(isDocument)

  test.each(documents)('behavior: every link of %s leads to a packed file', (document) => {
    expect(brokenLinks(folder, document, packed)).toEqual([])
  })
})

test('behavior: every link of the documents of the repository leads to one of its files', () => {
  const files = repositoryFiles(root)
  const documents = files.filter(isDocument)
  expect(documents).toEqual(
    expect.arrayContaining(['CONTRIBUTING.md', 'README.md', 'test/README.md']),
  )
  expect(documents.flatMap((document) => brokenLinks(root, document, files))).toEqual([])
})

test('behavior: the index of the documents names each of them, and the README names the index', () => {
  const folder = packageFolder('clerklet')
  const linksIn = (document: string) =>
    [...readFileSync(join(folder, document), 'utf8').matchAll(/\]\(([\w/.-]+\.md)/g)].map(
      ([, target]) => target,
    )
  const documents = packedFiles(folder).filter((file) => /^docs\/.*\.md$/.test(file))
  const expected = documents.map((file) => file.slice('docs/'.length))

  expect(expected.length).toBeGreaterThan(12)
  expect(new Set(linksIn('docs/README.md'))).toEqual(
    new Set(expected.filter((file) => file !== 'README.md')),
  )
  expect(linksIn('README.md')).toContain('docs/README.md')
})

describe('brokenLinks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clerklet-links-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'docs'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ files: ['docs', 'dist'] }))
  writeFileSync(
    join(folder, 'docs/lists.md'),
    '# Lists\n\n```md\n## In code\n```\n\n## `drain`, or both?\n',
  )
  writeFileSync(join(folder, 'CONTRIBUTING.md'), '# Contributing\n')
  const check = (text: string) => {
    writeFileSync(join(folder, 'README.md'), text)
    return brokenLinks(folder, 'README.md', packedFiles(folder))
  }

  test.each([
    '[a file](docs/lists.md)',
    '[a folder](docs)',
    '[a heading](docs/lists.md#drain-or-both)',
    '# Here\n\n[a heading of this document](#here)',
    '[a site](https://clerk.com/docs)',
    '[`code`](docs/lists.md "with a title")',
    '`[code](nowhere.md)`',
    '```\n[code](nowhere.md)\n```',
    'See [the lists].\n\n[the lists]: docs/lists.md',
  ])('behavior: a link that leads somewhere passes: %j', (text) => {
    expect(check(text)).toEqual([])
  })

  test.each([
    ['[text](docs/list.md)', 'docs/list.md', 'not packed'],
    ['[text](CONTRIBUTING.md)', 'CONTRIBUTING.md', 'not packed'],
    ['[text](../README.md)', '../README.md', 'not packed'],
    ['[`text`](docs/lists.md#drains)', 'docs/lists.md#drains', 'no such heading'],
    ['[text](docs/lists.md#in-code)', 'docs/lists.md#in-code', 'no such heading'],
    ['[text](docs#lists)', 'docs#lists', 'a heading of what is no document'],
    ['[text](/docs/lists.md)', '/docs/lists.md', 'neither relative nor https'],
    ['[text](http://clerk.com)', 'http://clerk.com', 'neither relative nor https'],
    ['![image](docs/picture.png)', 'docs/picture.png', 'not packed'],
    ['[text]: docs/list.md', 'docs/list.md', 'not packed'],
  ])('error: a link that leads nowhere is reported with its place: %j', (text, target, problem) => {
    expect(check(`one\n\n${text}`)).toEqual([{ place: 'README.md:3', target, problem }])
  })

  test('behavior: a repeated heading gets a number', () => {
    expect([...headingsOf('# Keys\n\n## Keys\n\n## Keys\n')]).toEqual(['keys', 'keys-1', 'keys-2'])
  })
})
