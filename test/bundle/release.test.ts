import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { root } from '#fixtures/packed.mjs'
import { type PackedPackage, problemsOf, repositoryProblems } from '#release/problems.mjs'
import { setVersion } from '#release/versions.mjs'

const READY: PackedPackage = {
  manifest: {
    name: 'thing',
    version: '1.2.3',
    repository: { type: 'git', url: 'git+https://example.com/thing.git' },
    homepage: 'https://example.com/thing',
    bugs: 'https://example.com/thing/issues',
    exports: { '.': { types: './dist/index.d.mts', default: './dist/index.mjs' } },
    dependencies: { other: '^1.0.0' },
  },
  files: new Map([
    ['package.json', '{}'],
    ['README.md', '# thing'],
    ['LICENSE', 'MIT'],
    ['CHANGELOG.md', '# thing\n\n## 1.2.3\n\n- Something.\n'],
    ['dist/index.mjs', ''],
    ['dist/index.d.mts', ''],
    ['src/index.ts', ''],
  ]),
}
const withManifest = (changes: object) => ({
  ...READY,
  manifest: { ...READY.manifest, ...changes },
})
const withFile = (path: string, text: string) => ({
  ...READY,
  files: new Map([...READY.files, [path, text]]),
})
const withoutFile = (path: string) => ({
  ...READY,
  files: new Map([...READY.files].filter(([file]) => file !== path)),
})

test('default', () => {
  expect(problemsOf(READY)).toEqual([])
})

test.each([
  [withManifest({ repository: undefined }), /^thing: set repository/],
  [withManifest({ repository: 'git@example.com:thing' }), /^thing: set repository/],
  [withManifest({ homepage: undefined }), /^thing: set homepage/],
  [withManifest({ homepage: 'http://example.com/thing' }), /^thing: set homepage/],
  [withManifest({ bugs: {} }), /^thing: set bugs/],
  [withManifest({ private: true }), /^thing: remove private/],
  [
    withManifest({ dependencies: { other: 'file:../other' } }),
    /set dependencies\.other to a range/,
  ],
  [withManifest({ version: '1.3.0' }), /CHANGELOG\.md has no entry for 1\.3\.0/],
  [withFile('CHANGELOG.md', '# thing\n\n## 1.2.30\n'), /CHANGELOG\.md has no entry for 1\.2\.3:/],
  [withoutFile('LICENSE'), /lacks LICENSE$/],
  [withoutFile('dist/index.d.mts'), /lacks \.\/dist\/index\.d\.mts/],
  [withFile('src/index.test.ts', ''), /contains src\/index\.test\.ts/],
  [withFile('.env', ''), /contains \.env/],
  [withFile('dist/node_modules/x/index.js', ''), /contains dist\/node_modules/],
])('error: it names what a publication lacks: %#', (packed, problem) => {
  expect(problemsOf(packed)).toEqual([expect.stringMatching(problem)])
})

test('error: a package without a version also lacks an entry in the changelog', () => {
  expect(problemsOf(withManifest({ version: undefined }))).toHaveLength(2)
})

describe('repositoryProblems', () => {
  const security = '# Security\n\n## Reporting\n\nWrite to security@example.com.\n\n## More\n'
  const ready = { changesets: [], changed: [], security }

  test('default', () => {
    expect(repositoryProblems(ready)).toEqual([])
  })

  test.each([
    [{ changesets: ['new-words.md'] }, 'new-words.md'],
    [{ changed: ['README.md'] }, 'README.md'],
    [{ security: security.replace('security@example.com', 'nobody') }, 'SECURITY.md'],
  ])('error: it names what is missing: %j', (changes, problem) => {
    expect(repositoryProblems({ ...ready, ...changes })).toEqual([expect.stringContaining(problem)])
  })

  test('behavior: the repository has no address for reports yet', () => {
    const text = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8')
    expect(repositoryProblems({ ...ready, security: text })).toEqual([
      expect.stringContaining('SECURITY.md'),
    ])
  })
})

describe.each(['clerklet', 'clerklet-emulator'])('%s', (name) => {
  test('behavior: its public home is all that a publication lacks', () => {
    const directory = join(inject('packed'), 'node_modules', name)
    const files = new Map(
      readdirSync(directory, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [relative(directory, path), readFileSync(path, 'utf8')]),
    )
    const manifest = JSON.parse(files.get('package.json') ?? '')

    expect(problemsOf({ manifest, files })).toEqual([
      `${name}: set repository to the https URL of its public home`,
      `${name}: set homepage to an https URL`,
      `${name}: set bugs to the https URL of its issues`,
    ])
  })
})

describe('setVersion', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clerklet-release-'))
  const file = join(folder, 'src/core/version.ts')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '1.3.0' }))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('default', () => {
    writeFileSync(file, "/** A version. */\nexport const VERSION = '1.2.3'\n")
    setVersion(folder)
    expect(readFileSync(file, 'utf8')).toBe("/** A version. */\nexport const VERSION = '1.3.0'\n")
  })

  test('error: the file has no such constant', () => {
    writeFileSync(file, "export const EDITION = '1.2.3'\n")
    expect(() => setVersion(folder)).toThrow('version.ts has no constant VERSION')
  })

  test.each(['clerklet', 'emulator'])('behavior: VERSION is that of package.json: %s', (name) => {
    const read = (path: string) => readFileSync(join(root, 'packages', name, path), 'utf8')
    const { version } = JSON.parse(read('package.json'))
    expect(read('src/core/version.ts')).toContain(`export const VERSION = '${version}'\n`)
  })
})
