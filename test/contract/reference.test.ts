import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { type PublicFunction, readFunctions } from '#site/generate/functions.ts'
import { GUIDE, guideOf, llmsOf } from '#site/generate/guide.ts'
import { listPlaces } from '#site/generate/places.ts'
import { pagesOf, referenceSidebar, writeReference } from '#site/generate/reference.ts'
import { operations } from './operations.ts'
import { compileBlocks } from './support/compileBlocks.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const functions = readFunctions()
const pages = pagesOf(functions)

const functionNamed = (name: string): PublicFunction => {
  const found = functions.find((one) => one.name === name)
  if (!found) throw new Error(`The reference has no ${name}`)
  return found
}

/** Functions that throw nothing. The page of every other function says what it throws. */
const THROW_NOTHING = [
  'accountsUrl',
  'apiOrigin',
  'arrayOf',
  'buildPublishableKey',
  'camelize',
  'cookieSuffix',
  'debugState',
  'eventOf',
  'handleWebhook',
  'has',
  'instanceTypeOf',
  'isClerkApiError',
  'isClerkError',
  'isDevelopmentHost',
  'machineTokenType',
  'pageOf',
  'parsePublishableKey',
  'primaryEmail',
  'primaryPhone',
  'proxyFrontendApi',
  'serializableAuth',
  'sessionProperties',
]

/** Lists the parts that the page of a function lacks. */
function missingParts(one: PublicFunction): string[] {
  const isOperation = one.name in operations && one.subpath === 'clerklet'
  const parts: [part: string, isThere: boolean][] = [
    ['a summary that is a sentence', /^[A-Z][\s\S]*\.$/.test(one.summary)],
    ['a route', !isOperation || one.route === operations[one.name as keyof typeof operations]],
    [
      "a link to Clerk's reference",
      !isOperation || Boolean(one.link?.startsWith('https://clerk.com/docs')),
    ],
    ['a signature', one.signatures.some((text) => text.startsWith(one.name))],
    ['what it returns', Boolean(one.returns.type)],
    ['what it throws', one.throws.length > 0 || THROW_NOTHING.includes(one.name)],
    ['an example', one.examples.some(({ code }) => code.includes(`${one.name}`))],
    ['its bytes', one.bytes > 0],
    ['its source', statSync(join(root, one.source)).isFile()],
  ]
  return [
    ...parts.filter(([, isThere]) => !isThere).map(([part]) => part),
    ...one.parameters
      .filter(({ comment, fields }) => !comment && !fields.length)
      .map(({ name }) => `what ${name} is`),
    ...one.parameters
      .flatMap(({ fields }) => (isOperation ? fields : []))
      // The comment of a field with fields, such as `login_hint`, describes these as well.
      .filter(({ name, comment, notes }) => !name.includes('.') && !comment && !notes.length)
      .map(({ name }) => `what ${name} is`),
  ]
}

describe('functions', () => {
  test('default', () => {
    expect(functionNamed('listUsers')).toMatchObject({
      subpath: 'clerklet',
      area: 'users',
      summary: 'Lists users, the newest first by default.',
      route: 'GET /users',
      link: 'https://clerk.com/docs/reference/backend-api',
      signatures: [
        'listUsers(ctx: Context, params?: ListUsersParams, options?: RequestOptions): Promise<User[]>',
      ],
      source: 'packages/clerklet/src/operations/users/listUsers.ts',
    })
    const [, params, options] = functionNamed('listUsers').parameters
    expect(params?.optional).toBe(true)
    expect(params?.fields.find(({ name }) => name === 'created_at_after')).toEqual({
      name: 'created_at_after',
      type: 'number | Date',
      optional: true,
      comment: 'Epoch milliseconds, or a `Date`.',
      notes: [],
    })
    expect(options).toMatchObject({ type: 'RequestOptions', document: 'errors.md' })
  })

  test('behavior: every operation and every public function of every subpath is listed', {
    timeout: 60_000,
  }, async () => {
    const folder = join(root, 'packages/clerklet')
    const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const expected: string[] = []
    for (const [subpath, { default: file }] of Object.entries<{ default?: string }>(exports)) {
      if (!file) continue
      const source = file.replace('./dist', 'src').replace('.mjs', '.ts')
      const values: Record<string, unknown> = await import(join(folder, source))
      const names = Object.keys(values).filter(
        (name) => typeof values[name] === 'function' && /^[a-z]/.test(name),
      )
      expected.push(...names.map((name) => `clerklet${subpath.slice(1)} ${name}`))
    }

    const listed = functions.map(({ subpath, name }) => `${subpath} ${name}`)
    expect(listed.sort()).toEqual(expected.sort())
    const called = functions.filter(({ route }) => route).map(({ name }) => name)
    expect(called.sort()).toEqual(Object.keys(operations).sort())
  })

  test('behavior: none lacks a part', () => {
    expect(
      functions
        .map((one) => [one.name, missingParts(one)] as const)
        .filter(([, missing]) => missing.length),
    ).toEqual([])
  })

  test('error: a part that is missing is named', () => {
    const [ctx, ...rest] = functionNamed('banUser').parameters
    const bare: PublicFunction = {
      ...functionNamed('banUser'),
      summary: 'bans',
      route: undefined,
      link: undefined,
      throws: [],
      examples: [],
      bytes: 0,
      parameters: [{ ...(ctx as (typeof rest)[0]), comment: '' }, ...rest],
    }

    expect(missingParts(bare)).toEqual([
      'a summary that is a sentence',
      'a route',
      "a link to Clerk's reference",
      'what it throws',
      'an example',
      'its bytes',
      'what ctx is',
    ])
  })

  test('behavior: functions that throw nothing say nothing of errors', () => {
    const silent = functions.filter(({ throws }) => !throws.length).map(({ name }) => name)
    expect(silent.sort()).toEqual(THROW_NOTHING)
  })

  test('behavior: fields of nested objects have their path, and open lists are strings', () => {
    const { fields } = functionNamed('bulkCreateEmails').parameters[1] ?? { fields: [] }
    expect(fields.find(({ name }) => name === 'messages[].to.user_id')?.type).toBe('string')
    const { fields: ofUser } = functionNamed('createUser').parameters[1] ?? { fields: [] }
    expect(ofUser.find(({ name }) => name === 'email_address_identification_status')?.type).toBe(
      "readonly ('verified' | 'reserved' | string)[]",
    )
  })

  test('behavior: a union has the fields of all its parts', () => {
    const { fields } = functionNamed('authenticateHeader').returns
    const typeOf = (name: string) => fields.find((field) => field.name === name)?.type
    expect(typeOf('status')).toBe("'signed-in' | 'signed-out'")
    expect(typeOf('payload')).toBe('SessionClaims | null')
  })

  test('behavior: notes of fields and functions are kept', () => {
    expect(functionNamed('previewTemplate').notes).toEqual([
      'deprecated: By the API, without a successor.',
    ])
  })

  test('behavior: no type shows how this package writes open lists', () => {
    const types = functions.flatMap(({ parameters, returns }) =>
      [...parameters, returns].flatMap(({ fields }) => fields.map(({ type }) => type)),
    )
    expect(types.filter((type) => /\bOpen<|string & {}|\bundefined\b/.test(type))).toEqual([])
  })
})

describe('examples', () => {
  /** The values that an example can use without importing them. */
  const GIVEN = `import type { AuthenticateContext } from 'clerklet/verify'
import type { Emulator } from 'clerklet-emulator'
declare global {
  const ctx: AuthenticateContext & Emulator['ctx']
  const clerk: Emulator
}`
  const compile = (examples: Map<string, string>) =>
    compileBlocks(examples, new Map([[`${root}given.ts`, GIVEN]]), {
      noImplicitAny: false,
      noImplicitReturns: false,
      noUnusedParameters: false,
    })
  const programs = functions.flatMap(({ area, name, examples }) =>
    examples
      .filter(({ notRun }) => !notRun)
      .map(({ code }): [string, string] => [`${root}${area}/${name}.1.ts`, `${code}\nexport {}\n`]),
  )

  test('default', { timeout: 60_000 }, () => {
    expect(programs.length).toBeGreaterThan(300)
    expect(compile(new Map(programs))).toEqual([])
  })

  test('error: an example with a wrong argument is found', { timeout: 60_000 }, () => {
    const wrong = `import { getUser } from 'clerklet'\n\nawait getUser(ctx, 7)\n`
    expect(compile(new Map([[`${root}users/getUser.1.ts`, wrong]]))).toEqual([
      expect.stringMatching(/^users\/getUser:3 Argument of type 'number'/),
    ])
  })
})

describe('pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clerklet-reference-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('default', async () => {
    await writeReference(folder)

    const written = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.md'),
    )
    expect(written.sort()).toEqual([...pages.keys()].sort())
    expect(written).toHaveLength(functions.length + 1)
    expect(readFileSync(join(folder, 'users/banUser.md'), 'utf8')).toBe(
      pages.get('users/banUser.md'),
    )
  })

  test('behavior: a page has every part, in order', () => {
    const headings = [...(pages.get('users/listUsers.md') ?? '').matchAll(/^#+ .+$/gm)]
    expect(headings.map(([heading]) => heading)).toEqual([
      '# listUsers',
      '## Example',
      '## Parameters',
      '### `params`',
      '## Returns',
      '## Throws',
      '## Size',
      '## Source',
    ])
  })

  test('behavior: links lead to pages and documents that exist', () => {
    const documents = readdirSync(join(root, 'packages/clerklet/docs'))
    const broken = [...pages].flatMap(([path, text]) =>
      [...withoutCode(text).matchAll(/\]\((?!https:)([^)]+)\)/g)]
        .map(([, target = '']) => new URL(target, `file:///reference/${path}`).pathname)
        .filter((target) =>
          target.startsWith('/documents/')
            ? !documents.includes(target.slice('/documents/'.length))
            : !pages.has(target.slice('/reference/'.length)),
        )
        .map((target) => `${path}: ${target}`),
    )
    expect(broken).toEqual([])
  })

  test('behavior: outside code there is no markup, and no link of a doc comment', () => {
    const odd = [...pages].flatMap(([path, text]) =>
      [...withoutCode(text).matchAll(/.*(?:<|{{|{@).*/g)].map(([line]) => `${path}: ${line}`),
    )
    expect(odd).toEqual([])
  })

  test('behavior: the rows of a table have as many cells as its head', () => {
    const odd = [...pages].flatMap(([path, text]) =>
      text.split('\n\n').flatMap((block) => {
        const rows = block.split('\n').filter((line) => line.startsWith('|'))
        const cells = rows.map((row) => row.replaceAll('\\|', '').split('|').length)
        return new Set(cells).size > 1 ? [`${path}: ${rows[0]}`] : []
      }),
    )
    expect(odd).toEqual([])
  })

  test('behavior: examples that run are marked', () => {
    expect(pages.get('users/getUser.md')).toContain(
      "```ts run\nimport { getUser } from 'clerklet'\n\nconst user = await getUser(ctx, 'user_2abc')\n```",
    )
    expect(pages.get('hono/getAuth.md')).not.toContain('```ts run')
  })

  test('behavior: the sidebar has a link for each page', () => {
    const links = referenceSidebar().flatMap(({ items }) => items.map(({ link }) => link))
    const expected = [...pages.keys()].filter((path) => path !== 'index.md')
    expect(links.map((link) => `${link.slice('/reference/'.length)}.md`).sort()).toEqual(
      expected.sort(),
    )
  })

  test('behavior: the area of a function is the folder of its source', () => {
    const odd = listPlaces().filter(({ area, name, subpath }) => {
      const { source } = functions.find((one) => one.name === name && one.subpath === subpath) ?? {}
      return subpath === 'clerklet' && !source?.includes(`/${area}/`) && area !== 'core'
    })
    expect(odd).toEqual([])
  })
})

describe('the guide for coding tools', () => {
  test('default', () => {
    expect(readFileSync(GUIDE, 'utf8'), 'npm run reference writes it').toBe(guideOf(functions))
  })

  test('behavior: it has every function, and stays below 150 kB', () => {
    const guide = guideOf(functions)
    const missing = functions.filter(
      ({ signatures }) => !guide.includes(signatures[0]?.split('(')[0] ?? ''),
    )
    expect(missing).toEqual([])
    expect(Buffer.byteLength(guide)).toBeLessThan(150_000)
  })
})

describe('llms.txt', () => {
  const text = llmsOf(functions)

  test('default', () => {
    expect(text).toMatch(/^# clerklet\n\n> .+\n\n[\s\S]+\n## Documents\n\n- \[Start here\]\(/)
  })

  test('behavior: it links to every page and every document of the index', () => {
    const links = [...text.matchAll(/^- \[.+?\]\((.+?)\.html\): ./gm)].map(([, link = '']) => link)
    const documents = readdirSync(join(root, 'packages/clerklet/docs'))
      .filter((file) => file !== 'README.md')
      .map((file) => `documents/${file.replace(/\.md$/, '')}`)
    const expected = [...pages.keys()]
      .filter((path) => path !== 'index.md')
      .map((path) => `reference/${path.replace(/\.md$/, '')}`)
    expect(links.sort()).toEqual([...documents, ...expected].sort())
  })
})

/** Removes code blocks and inline code from a page. */
function withoutCode(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/``.+?``|`[^`\n]+`/g, '')
}
