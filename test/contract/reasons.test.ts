import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { REFUSALS, type Refusal } from '#clerklet/verify/auth/reasons.ts'

const VERIFY = new URL('../../packages/clerklet/src/verify/', import.meta.url)
/** Reasons of responses to signed-in requests, whose states have none. */
const SIGNED_IN = ['forbidden', 'session-pending']

/** The strings that a union of the sources lists. An open end, such as that of `x-${string}`, is an asterisk. */
function listedIn(file: string, name: string): string[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(new URL(file, VERIFY), 'utf8'),
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
    ...listedIn('auth/reasons.ts', 'AuthReason'),
    ...listedIn('errors.ts', 'TokenVerificationReason'),
    ...listedIn('errors.ts', 'MachineTokenVerificationCode'),
  ]
  const reasons = new Set([...listed, ...SIGNED_IN])

  expect(listed.length).toBeGreaterThan(30)
  expect(Object.keys(REFUSALS).sort()).toEqual([...reasons].sort())
})

/** The status of the response for each kind, and at whose fault the documentation sees it. */
const KINDS: Record<Refusal['kind'], { status: string; fault: string }> = {
  'signed out': { status: '401', fault: 'none' },
  'refused token': { status: '401', fault: 'client' },
  forbidden: { status: '403', fault: 'client' },
  outage: { status: '503', fault: 'server' },
}

test('behavior: the documentation has a row for each reason, with its status and its fault', () => {
  const page = readFileSync(
    new URL('../../packages/clerklet/docs/authentication.md', import.meta.url),
    'utf8',
  )
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
