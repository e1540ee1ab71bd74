import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { COMPILER_OPTIONS } from '#fixtures/compiler.ts'
import { listSources } from '#fixtures/imports.ts'

/** Functions that change their first argument. */
const CHANGERS = new Set(['Object.assign', 'take', 'mergeMetadata'])

/** Where the types of what the API sends come from. */
const CLERKLET = fileURLToPath(new URL('../../../packages/clerklet/src/index.ts', import.meta.url))

/** What changes a collection, a map or a list. */
const WRITES = new Set([
  ...['add', 'set', 'delete', 'deleteWhere', 'clear'],
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill'],
])

/** A place in the sources where something stored is read or changed. */
export interface Place {
  /** The name of the collection, map or list. */
  stored: string
  /** Relative to the folder of the sources. */
  file: string
  line: number
}

/** What the sources of an emulator store, and where they read and change it. */
export interface Ownership {
  /** Collections, maps and lists by name, and the `store.ts` that declares each. */
  stored: Map<string, string>
  /** Where one is named, be it to read it or to change it. */
  uses: Place[]
  writes: Place[]
  /** Where a field of something in a collection or map is changed. */
  changes: Place[]
  /** Where a value of the state that is no collection is changed, such as a setting. */
  values: Place[]
  /** Changes of a collection that cannot be traced to its name. */
  untraced: Place[]
}

/** Reads with the compiler what the files of a folder, which ends with `/`, store, and where they use it. */
export function readOwnership(folder: string): Ownership {
  const files = listSources(folder)
  const program = ts.createProgram(files, {
    ...COMPILER_OPTIONS,
    paths: { clerklet: [CLERKLET] },
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  })
  const checker = program.getTypeChecker()
  const found: Ownership = {
    stored: new Map(),
    uses: [],
    writes: [],
    changes: [],
    values: [],
    untraced: [],
  }
  /** The names of collections and maps by the type of what is in them. */
  const holders = new Map<ts.Symbol, string[]>()

  const sources = files.map((path) => {
    const source = program.getSourceFile(path)
    if (!source) throw new Error(`The compiler does not know ${path}`)
    return source
  })
  for (const source of sources) if (source.fileName.endsWith('/store.ts')) readStore(source)
  for (const source of sources) {
    visit(source, (node) => {
      readUse(source, node)
      readWrite(source, node)
      readChange(source, node)
    })
  }
  const isStored = ({ stored }: Place) => found.stored.has(stored)
  return {
    ...found,
    uses: found.uses.filter(isStored),
    writes: found.writes.filter(isStored),
    values: found.values.filter((place) => !isStored(place)),
  }

  function readStore(source: ts.SourceFile): void {
    for (const statement of source.statements) {
      if (!ts.isInterfaceDeclaration(statement) || !statement.name.text.endsWith('Data')) continue
      for (const member of statement.members) {
        const kind = ts.isPropertySignature(member) ? (member.type?.getText() ?? '') : ''
        if (!/^(Collection|Map)<|\[\]$/.test(kind)) continue
        const name = member.name?.getText() ?? ''
        found.stored.set(name, source.fileName.slice(folder.length))
        for (const symbol of itemsOf(checker.getTypeAtLocation(member))) {
          holders.set(symbol, [...(holders.get(symbol) ?? []), name])
        }
      }
    }
  }

  function placeOf(source: ts.SourceFile, node: ts.Node, stored: string): Place {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    return { stored, file: source.fileName.slice(folder.length), line: line + 1 }
  }

  function readUse(source: ts.SourceFile, node: ts.Node): void {
    const names = ts.isBindingElement(node) ? namesBound(node) : isMember(node) && namesBehind(node)
    for (const stored of names || []) found.uses.push(placeOf(source, node, stored))
  }

  function readWrite(source: ts.SourceFile, node: ts.Node): void {
    const target = targetOf(node)
    if (!target) return
    const names = namesBehind(target)
    for (const stored of names) found.writes.push(placeOf(source, node, stored))
    if (!names.length && isCollection(target)) {
      found.untraced.push(placeOf(source, node, target.getText()))
    }
  }

  function readChange(source: ts.SourceFile, node: ts.Node): void {
    const item = changedBy(node)
    if (!item) return
    const names = namedTypesOf(checker.getTypeAtLocation(item)).flatMap(
      (symbol) => holders.get(symbol) ?? [],
    )
    for (const stored of new Set(names)) found.changes.push(placeOf(source, node, stored))
    for (const stored of namesAbove(item)) found.values.push(placeOf(source, node, stored))
  }

  /** The interfaces of what is in a collection or map. */
  function itemsOf(type: ts.Type): ts.Symbol[] {
    // A collection, a map or a list is a reference to a generic type.
    const items = checker.getTypeArguments(type as ts.TypeReference)
    return items.flatMap(namedTypesOf).filter(isOwnInterface)
  }

  /** The symbols of a type, of the parts of a union or an intersection, and of what an interface extends. */
  function namedTypesOf(type: ts.Type): ts.Symbol[] {
    if (type.isUnionOrIntersection()) return type.types.flatMap(namedTypesOf)
    const bases = type.isClassOrInterface() ? checker.getBaseTypes(type).flatMap(namedTypesOf) : []
    return type.symbol ? [type.symbol, ...bases] : bases
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
    if (ts.isBindingElement(declaration)) return namesBound(declaration)
    if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
      return namesBehind(declaration.initializer)
    }
    return []
  }

  /** The names under which the state holds an expression or what it is a part of, as in `state.settings.restrictions`. */
  function namesAbove(expression: ts.Expression): string[] {
    const names = namesBehind(expression)
    return names.length || !isMember(expression) ? names : namesAbove(expression.expression)
  }

  /** The same of `{ users }`, as in `({ users }: State) => …`. */
  function namesBound({ parent, name, propertyName }: ts.BindingElement): string[] {
    if (!ts.isObjectBindingPattern(parent)) return []
    const key = (propertyName ?? name).getText()
    const member = checker.getTypeAtLocation(parent).getProperty(key)
    return member?.declarations?.some(isInStore) ? [key] : []
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
  if (isAssignment) return isMember(node.left) ? node.left : undefined
  const isStep =
    (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
    [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(node.operator)
  return isStep && isMember(node.operand) ? node.operand : undefined
}

/** The item whose field a node changes, as in `user.banned = true`, `user.passkeys.push(…)` or `Object.assign(user, …)`. */
function changedBy(node: ts.Node): ts.Expression | undefined {
  if (ts.isCallExpression(node) && CHANGERS.has(node.expression.getText())) {
    return node.arguments[0]
  }
  const target = targetOf(node)
  return target && isMember(target) ? target.expression : undefined
}

/** Whether the sources declare an interface: `Array` is one of the language. */
function isOwnInterface({ flags, declarations = [] }: ts.Symbol): boolean {
  const isOwn = declarations.some((one) => !one.getSourceFile().isDeclarationFile)
  return isOwn && (flags & ts.SymbolFlags.Interface) !== 0
}

function isMember(node: ts.Node): node is ts.PropertyAccessExpression | ts.ElementAccessExpression {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
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
