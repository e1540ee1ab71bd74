import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { REFUSALS } from '#clerklet/verify/auth/reasons.ts'

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
