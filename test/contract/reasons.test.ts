import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { REFUSALS, type Refusal } from '#clerklet/verify/auth/reasons.ts'
import errorCodes from '#contract/errorCodes.json' with { type: 'json' }

const SOURCE = new URL('../../packages/clerklet/src/', import.meta.url)
const page = readFileSync(
  new URL('../../packages/clerklet/docs/reasons.md', import.meta.url),
  'utf8',
)
/** Reasons that only a response has. The request is signed in, so its state has no reason. */
const SIGNED_IN = ['forbidden', 'session-pending']

/** Reads the strings of a union type in the sources. A template such as `x-${string}` becomes `x-*`. */
function listedIn(file: string, name: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(new URL(file, SOURCE), 'utf8'),
    ts.ScriptTarget.Latest,
  )
  const alias = source.statements.find(
    (statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === name,
  )
  if (!alias || !ts.isTypeAliasDeclaration(alias) || !ts.isUnionTypeNode(alias.type)) {
    throw new Error(`${file} declares no union ${name}`)
  }
  return alias.type.types.flatMap((member) => {
    if (ts.isTemplateLiteralTypeNode(member)) return `${member.head.text}*`
    return ts.isLiteralTypeNode(member) && ts.isStringLiteral(member.literal)
      ? member.literal.text
      : []
  })
}

test('behavior: every reason has a response, and every response a reason', () => {
  const listed = [
    ...listedIn('verify/auth/reasons.ts', 'AuthReason'),
    ...listedIn('verify/errors.ts', 'TokenVerificationReason'),
    ...listedIn('verify/errors.ts', 'MachineTokenVerificationCode'),
  ]
  const reasons = new Set([...listed, ...SIGNED_IN])

  expect(listed.length).toBeGreaterThan(30)
  expect(Object.keys(REFUSALS).sort()).toEqual([...reasons].sort())
})

/** For each kind of refusal: the status of the response, and the word in the column `fault` of `docs/reasons.md`. */
const KINDS: Record<Refusal['kind'], { status: string; fault: string }> = {
  'signed out': { status: '401', fault: 'none' },
  'refused token': { status: '401', fault: 'client' },
  forbidden: { status: '403', fault: 'client' },
  outage: { status: '503', fault: 'server' },
}

test('behavior: the documentation has a row for each reason, with its status and its fault', () => {
  const [, table = ''] = page.split('| reason | what happened | fault | what to do | status |\n')
  const rows = table
    .split('\n')
    .slice(1)
    .map((line) => /^\| `(.+?)` \| (.+) \| (\w+) \| (.+) \| (\d+) \|$/.exec(line))
  const end = rows.indexOf(null)
  const documented = rows.slice(0, end).map((row) => ({
    reason: row?.[1],
    fault: row?.[3],
    status: row?.[5],
  }))
  const expected = Object.entries(REFUSALS).map(([reason, { kind }]) => ({
    reason,
    ...KINDS[kind],
  }))

  const byReason = (one: { reason?: string | undefined }, other: { reason?: string | undefined }) =>
    `${one.reason}`.localeCompare(`${other.reason}`)
  expect(documented.sort(byReason)).toEqual(expected.sort(byReason))
})

/** Reads the first two cells of each row of a table. `head` is the table's first row. */
function cellsBelow(head: string): [string, string][] {
  const [, table = ''] = page.split(`${head}\n`)
  const [rows = ''] = table.split('\n\n')
  return [...rows.matchAll(/^\| (.+?) \| (.+?) \|/gm)].map(([, one = '', two = '']) => [one, two])
}

const statusOf = (code: string) =>
  Object.entries(errorCodes.codes).find(([, codes]) =>
    codes.some(
      (known) => known === code || (known.endsWith('*') && code.startsWith(known.slice(0, -1))),
    ),
  )?.[0]

test('behavior: the documentation has a row for each code of the API that the types name, with its status', () => {
  const codes = listedIn('core/errors.ts', 'ClerkApiErrorCode')
  const rows = cellsBelow('| code | status | what happened | what to do |')

  expect(codes.length).toBeGreaterThan(30)
  expect(rows).toEqual(codes.map((code) => [`\`${code}\``, statusOf(code)]))
})

test('behavior: the documentation lists every other code that Clerk documents, by status', () => {
  const typed = listedIn('core/errors.ts', 'ClerkApiErrorCode')
  const expected = Object.entries(errorCodes.codes).flatMap(([status, codes]) => {
    const others = codes.filter((code) => !typed.includes(code))
    return others.length ? [[status, others.map((code) => `\`${code}\``).join(', ')]] : []
  })

  expect(cellsBelow('| status | codes |')).toEqual(expected)
})

test('behavior: the documentation has the codes of this package for calls without a response', () => {
  const listed = cellsBelow('| code | what happened | what to do |').map(([code]) => code)
  const source = readFileSync(new URL('core/errors.ts', SOURCE), 'utf8')
  const [, union = ''] = /^ {2}code: ('timeout'.*) \| \(string & \{\}\)$/m.exec(source) ?? []

  expect(listed).toEqual(
    expect.arrayContaining(union.split(' | ').map((one) => one.replaceAll("'", '`'))),
  )
  expect(union).toContain('network')
})
