import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { officialMethods } from '#compare/coverage.mjs'
import { MOVING_NOTES } from './movingNotes.ts'
import { compareMethods, type MovedMethod } from './support/methods.ts'
import { readOfficialTypes } from './support/official.ts'
import { readSources } from './support/sources.ts'

const page = fileURLToPath(new URL('../../packages/clerklet/docs/methods.md', import.meta.url))
const official = readOfficialTypes()
const sources = readSources()
const { methods, fields } = compareMethods(official, sources, await officialMethods(), MOVING_NOTES)

const INTRODUCTION = `# Methods of the official client

Every method of \`createClerkClient\` of \`@clerk/backend\`, and the function that sends the same request. A test compares this page
with the installed official client. [Moving from the official SDKs](moving.md) shows how to move a program.

The columns leave out what holds everywhere:

- The names of params and of fields are in snake_case: \`emailAddress\` is \`email_address\`. [Names](moving.md#names) says more.
- An id that is a field of \`params\` there is an argument here, in the order of the path.
- \`Page<User>\` is \`{ data: User[], total_count: number }\`.
- Each function takes options as its last argument, such as \`signal\` and \`timeout\`.
`

const row = (...cells: string[]) => `| ${cells.join(' | ')} |`
const code = (text: string) => `\`${text}\``

function section(resource: string): string {
  const rows = methods
    .filter((method) => method.resource === resource)
    .map(({ method, functions, result, notes }: MovedMethod) =>
      row(code(method), functions.map(code).join(', '), result, notes.join(' ')),
    )
  return [
    `## ${code(resource)}\n`,
    '| method | function | result | differences |\n|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

/** The section about fields that the official classes have and the types of our responses lack. */
const FIELDS = [
  '## Fields of results\n',
  'Fields of the official classes that have no field of the same name in snake_case:\n',
  '| field | in its place |\n|---|---|',
  ...fields.map(([field, instead]) => row(code(`${field}`), `${instead}`)),
  '',
].join('\n')

test('behavior: the page has every method of the installed official client', async () => {
  const resources = [...new Set(methods.map(({ resource }) => resource))]
  const text = [INTRODUCTION, ...resources.map(section), FIELDS].join('\n')

  expect(methods.length).toBeGreaterThan(190)
  await expect(text).toMatchFileSnapshot(page)
})

test('behavior: every method has a function', () => {
  expect(methods.filter(({ functions }) => functions.length === 0)).toEqual([])
})

test('behavior: every option that only the official client has, and every missing field, has a note', () => {
  const isOpen = ({ notes }: MovedMethod) => notes.length === 1 && /^`@clerk/.test(`${notes[0]}`)
  expect(methods.filter(isOpen)).toEqual([])
  expect(fields.filter(([, instead]) => instead === undefined)).toEqual([])
})

test('behavior: every note is about something that exists', () => {
  const { functions, methods: noted, fields: instead } = MOVING_NOTES
  const missing = fields.flatMap(([name = '']) => [name, name.split('.')[1]])

  expect(
    Object.keys({ ...functions, ...noted }).filter((name) => !official.methods.has(name)),
  ).toEqual([])
  expect(Object.keys(instead).filter((name) => !missing.includes(name))).toEqual([])
})

test('error: a method without a function is found', () => {
  const added = { args: ['userId'], options: [], result: 'User' }
  const newer = { ...official, methods: new Map([['users.promoteUser', added]]) }
  const sent = new Map([['users.promoteUser', ['POST /v1/users/{a}/promote']]])

  expect(compareMethods(newer, sources, sent, MOVING_NOTES).methods).toEqual([
    {
      resource: 'users',
      method: 'promoteUser(userId)',
      functions: [],
      result: '`User`',
      notes: [],
    },
  ])
})
