import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { afterAll, expect, inject, test } from 'vitest'
import { COMPILER_OPTIONS } from '#fixtures/compiler.ts'
import { type Definition, startTsserver } from '#fixtures/tsserver.ts'

const folder = inject('packed')
const scratch = mkdtempSync(join(folder, 'definitions-'))
const compilerOptions = { module: 'nodenext', target: 'es2022', strict: true, types: [] }
writeFileSync(join(scratch, 'tsconfig.json'), JSON.stringify({ compilerOptions }))
const server = startTsserver(scratch)
afterAll(() => {
  server.stop()
  rmSync(scratch, { recursive: true })
})

const SUBPATHS = ['clerklet', 'clerklet-emulator'].flatMap((name) => {
  const manifest = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')
  const exported: Record<string, { types?: string }> = JSON.parse(manifest).exports
  return Object.keys(exported)
    .filter((subpath) => exported[subpath]?.types)
    .map((subpath) => `${name}${subpath.slice(1)}`)
})

/** The names that a module exports. */
function exportsOf(specifier: string): string[] {
  const file = server.open('exports.mts', `export * from '${specifier}'\n`)
  const program = ts.createProgram([file], COMPILER_OPTIONS)
  const source = program.getSourceFile(file)
  const symbol = source && program.getTypeChecker().getSymbolAtLocation(source)
  return symbol
    ? program
        .getTypeChecker()
        .getExportsOfModule(symbol)
        .map(({ name }) => name)
    : []
}

/** Reads what an editor shows at a definition: the file, and the text from the definition to the end of its line. */
function shown({ file, line, column }: Definition) {
  const text = readFileSync(file, 'utf8').split('\n')[line - 1] ?? ''
  return { file: relative(join(folder, 'node_modules'), file), text: text.slice(column - 1) }
}

test.each(SUBPATHS)(
  'behavior: every export of %s is defined in a source file',
  async (specifier) => {
    const names = exportsOf(specifier)
    const lines = names.map((name) => `import { ${name} } from '${specifier}'`)
    const file = server.open(`${specifier.replace('/', '-')}.mts`, `${lines.join('\n')}\n`)
    const elsewhere = []
    for (const [index, name] of names.entries()) {
      const found = await server.definitions(file, index + 1, 'import { '.length + 1)
      const places = found.map(shown)
      const isSource = ({ file, text }: ReturnType<typeof shown>) =>
        /^clerklet(-emulator)?\/src\/.*\.ts$/.test(file) &&
        text.startsWith(name) &&
        !/^\w/.test(text.slice(name.length))
      if (!places.some(isSource)) elsewhere.push({ name, places })
    }

    expect(names.length).toBeGreaterThan(0)
    expect(elsewhere).toEqual([])
  },
)

test.each([
  ['user.email_addresses', 'clerklet/src/schemas/user.ts', 'email_addresses:'],
  ['user.banned', 'clerklet/src/schemas/user.ts', 'banned:'],
  ['session.latest_activity', 'clerklet/src/schemas/session.ts', 'latest_activity:'],
  ['error.traceId', 'clerklet/src/core/errors.ts', 'traceId'],
  ['ctx.secretKey', 'clerklet/src/core/context.ts', 'secretKey?:'],
  ['params.first_name', 'clerklet/src/operations/users/createUser.ts', 'first_name?:'],
])('behavior: the field %s is defined in %s', async (expression, source, start) => {
  const program = [
    "import type { ClerkApiError, Context, CreateUserParams, Session, User } from 'clerklet'",
    'declare const user: User',
    'declare const session: Session',
    'declare const error: ClerkApiError',
    'declare const ctx: Context',
    'declare const params: CreateUserParams',
    expression,
  ]
  const file = server.open(`${expression}.mts`, program.join('\n'))
  const column = expression.indexOf('.') + 2
  const places = (await server.definitions(file, program.length, column)).map(shown)
  const starts = places.map(({ file, text }) => `${file} ${text.slice(0, start.length)}`)

  // A field of a schema has two declarations, at the same place.
  expect(new Set(starts)).toEqual(new Set([`${source} ${start}`]))
})
