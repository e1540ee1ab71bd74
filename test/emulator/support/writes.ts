import ts from 'typescript'
import { COMPILER_OPTIONS } from '#fixtures/compiler.ts'
import { listSources } from '#fixtures/imports.ts'

/** What changes a collection, a map or a list. */
const WRITES = new Set([
  ...['add', 'set', 'delete', 'deleteWhere', 'clear'],
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill'],
])

/** A place where something stored is changed. */
export interface Write {
  /** The name of the collection, map or list. */
  stored: string
  /** Relative to the folder of the sources. */
  file: string
  line: number
}

/** What the sources of an emulator store, and where they change it. */
export interface Ownership {
  /** Collections, maps and lists by name, and the `store.ts` that declares each. */
  stored: Map<string, string>
  writes: Write[]
  /** Changes of a collection that cannot be traced to its name. */
  untraced: Write[]
}

/** Reads with the compiler what the files of a folder, which ends with `/`, store and change. */
export function readOwnership(folder: string): Ownership {
  const files = listSources(folder)
  const program = ts.createProgram(files, {
    ...COMPILER_OPTIONS,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  })
  const checker = program.getTypeChecker()
  const found: Ownership = { stored: new Map(), writes: [], untraced: [] }

  for (const path of files) {
    const source = program.getSourceFile(path)
    if (!source) throw new Error(`The compiler does not know ${path}`)
    if (path.endsWith('/store.ts')) readStore(source)
    visit(source, (node) => readWrite(source, node))
  }
  return { ...found, writes: found.writes.filter(({ stored }) => found.stored.has(stored)) }

  function readStore(source: ts.SourceFile): void {
    for (const statement of source.statements) {
      if (!ts.isInterfaceDeclaration(statement) || !statement.name.text.endsWith('Data')) continue
      for (const member of statement.members) {
        const kind = ts.isPropertySignature(member) ? (member.type?.getText() ?? '') : ''
        if (!/^(Collection|Map)<|\[\]$/.test(kind)) continue
        found.stored.set(member.name?.getText() ?? '', source.fileName.slice(folder.length))
      }
    }
  }

  function readWrite(source: ts.SourceFile, node: ts.Node): void {
    const target = targetOf(node)
    if (!target) return
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    const file = source.fileName.slice(folder.length)
    const names = namesBehind(target)
    for (const stored of names) found.writes.push({ stored, file, line: line + 1 })
    if (!names.length && isCollection(target)) {
      found.untraced.push({ stored: target.getText(), file, line: line + 1 })
    }
  }

  /** The names under which the state holds what an expression stands for, if it does. */
  function namesBehind(expression: ts.Expression): string[] {
    if (ts.isElementAccessExpression(expression)) {
      const { expression: holder, argumentExpression: key } = expression
      const properties = checker.getTypeAtLocation(holder).getProperties()
      const keys = literalsOf(checker.getTypeAtLocation(key))
      return properties
        .filter(({ name, declarations }) => keys.includes(name) && declarations?.some(isInStore))
        .map(({ name }) => name)
    }
    const symbol = checker.getSymbolAtLocation(
      ts.isPropertyAccessExpression(expression) ? expression.name : expression,
    )
    const declaration = symbol?.declarations?.[0]
    if (!symbol || !declaration) return []
    if (isInStore(declaration)) return [symbol.name]
    if (ts.isBindingElement(declaration) && ts.isObjectBindingPattern(declaration.parent)) {
      const name = (declaration.propertyName ?? declaration.name).getText()
      const member = checker.getTypeAtLocation(declaration.parent).getProperty(name)
      return member?.declarations?.some(isInStore) ? [name] : []
    }
    if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
      return namesBehind(declaration.initializer)
    }
    return []
  }

  function isCollection(expression: ts.Expression): boolean {
    return checker.getTypeAtLocation(expression).symbol?.name === 'Collection'
  }
}

/** What a node changes: that of a call such as `state.users.add(…)`, or of an assignment. */
function targetOf(node: ts.Node): ts.Expression | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression
    return WRITES.has(name.text) ? expression : undefined
  }
  const isAssignment =
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  return isAssignment && ts.isPropertyAccessExpression(node.left) ? node.left : undefined
}

function isInStore(declaration: ts.Declaration): boolean {
  const { parent } = declaration
  return (
    ts.isPropertySignature(declaration) &&
    ts.isInterfaceDeclaration(parent) &&
    parent.name.text.endsWith('Data') &&
    parent.getSourceFile().fileName.endsWith('/store.ts')
  )
}

function literalsOf(type: ts.Type): string[] {
  const parts = type.isUnion() ? type.types : [type]
  return parts.flatMap((part) => (part.isStringLiteral() ? part.value : []))
}

function visit(node: ts.Node, read: (node: ts.Node) => void): void {
  read(node)
  ts.forEachChild(node, (child) => visit(child, read))
}
