import ts from 'typescript'
import { NOT_RUN, PREPARATIONS } from '../world/preparations.ts'

/** A program made from an example in a doc comment. */
export interface Example {
  /** The example with its imports and preparations. It uses `ctx` and `clerk`, the emulator, without declaring them. */
  code: string
  /** The reason why the example does not run in a page; undefined for an example that runs. */
  notRun: string | undefined
}

/** What can be imported from each subpath. */
export interface Importable {
  /** The names that a subpath exports, types included. */
  exports: Map<string, string[]>
  isValue: (subpath: string, name: string) => boolean
}

const MARGIN = 100

/** The imports from packages other than clerklet, by the name that an example uses. */
const OTHERS: Record<string, string> = {
  Hono: `import { Hono } from 'hono'`,
  express: `import express from 'express'`,
  createServer: `import { createServer } from 'node:http'`,
}
const CORS: Record<string, string> = {
  'clerklet/hono': `import { cors } from 'hono/cors'`,
  'clerklet/node': `import cors from 'cors'`,
}

/**
 * Makes a program of an example.
 *
 * @param place The area and the name of the function, such as `users/getUser`.
 */
export function exampleOf(
  place: string,
  example: string,
  subpath: string,
  importable: Importable,
): Example {
  const notRun = NOT_RUN[place]
  const { before = '', replaced = [], after = '' } = PREPARATIONS[place] ?? {}
  const own = replaced.reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    withoutImports(example),
  )
  const body = [before, endsEarly(own) && !notRun ? asFunction(own) : own, after]
    .filter(Boolean)
    .join('\n\n')
  const imports = importsOf(body, subpath, importable)
  return { code: [imports.join('\n'), body].filter(Boolean).join('\n\n'), notRun }
}

const parse = (code: string): ts.SourceFile =>
  ts.createSourceFile('example.ts', code, ts.ScriptTarget.Latest, true)

/** Removes the imports of an example. `importsOf` writes them again, for the whole program. */
function withoutImports(code: string): string {
  const source = parse(code)
  const last = source.statements.findLast(ts.isImportDeclaration)
  return code.slice(last?.end ?? 0).trim()
}

/** Whether an example has a `return` outside of its functions, which a module does not allow. */
function endsEarly(code: string): boolean {
  let found = false
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return
    if (ts.isReturnStatement(node)) found = true
    ts.forEachChild(node, visit)
  }
  visit(parse(code))
  return found
}

/** Wraps an example in a function, and calls it. When the last statement declares a variable, the variable is the result. */
function asFunction(code: string): string {
  const last = parse(code).statements.at(-1)
  const result =
    last && ts.isVariableStatement(last)
      ? `\nreturn ${last.declarationList.declarations.at(-1)?.name.getText()}`
      : ''
  const lines = (code + result).split('\n').map((line) => (line ? `  ${line}` : line))
  return `async function handle() {\n${lines.join('\n')}\n}\n\nawait handle()`
}

/** Returns the imports of the names that a program uses without declaring them. */
function importsOf(code: string, subpath: string, { exports, isValue }: Importable): string[] {
  const names = new Map<string, Set<string>>()
  const others = new Set<string>()
  for (const name of freeNames(code)) {
    const other = name === 'cors' ? CORS[subpath] : OTHERS[name]
    if (other) others.add(other)
    const from = [subpath, ...exports.keys()].find((one) => exports.get(one)?.includes(name))
    if (!from) continue
    const imported = isValue(from, name) ? name : `type ${name}`
    names.set(from, (names.get(from) ?? new Set()).add(imported))
  }
  const bare = (name: string) => name.replace('type ', '').toLowerCase()
  const own = [...names]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([from, imported]) => {
      const list = [...imported].sort((a, b) => (bare(a) < bare(b) ? -1 : 1))
      const line = `import { ${list.join(', ')} } from '${from}'`
      return line.length <= MARGIN ? line : `import {\n  ${list.join(',\n  ')},\n} from '${from}'`
    })
  return [...own, ...others]
}

/** Returns the identifiers that a program uses and does not declare. */
export function freeNames(code: string): Set<string> {
  const used = new Set<string>()
  const declared = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node
      const isMember =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node) ||
        (ts.isMethodDeclaration(parent) && parent.name === node) ||
        (ts.isBindingElement(parent) && parent.propertyName === node)
      const isDeclared =
        (ts.isVariableDeclaration(parent) ||
          ts.isBindingElement(parent) ||
          ts.isParameter(parent) ||
          ts.isFunctionDeclaration(parent)) &&
        parent.name === node
      if (isDeclared) declared.add(node.text)
      else if (!isMember) used.add(node.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(parse(code))
  return new Set([...used].filter((name) => !declared.has(name)))
}
