import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { COMPILER_OPTIONS } from '#fixtures/compiler.ts'
import type { Texts } from '#fixtures/imports.ts'

/** The source file that exports the types of the API's responses. */
const CLERKLET = fileURLToPath(new URL('../../../packages/clerklet/src/index.ts', import.meta.url))

/** Methods that change a collection, a map or a list. */
const WRITES = new Set([
  ...['add', 'set', 'delete', 'deleteWhere', 'clear'],
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
])

/** Methods that return items of a collection, a map or a list, not copies of them. */
const READS = new Set(['get', 'at', 'find', 'findLast', 'values', 'entries'])

/** Functions of the folder `core` that change their first argument, like `Object.assign`. */
const CHANGERS = new Set(['take', 'changeSettings', 'mergeMetadata'])

/** A place in the sources where stored data is read or changed. */
export interface Place {
  /** The name of the member of the state: a collection, a map, a list, or an object. */
  stored: string
  /** Relative to the folder of the sources. */
  file: string
  line: number
}

/** A place where stored data is changed. */
export interface Change extends Place {
  /** The method or function that makes the change, such as `add` or `take`; `assignment` for operators. */
  by: string
}

/** The data that the sources of an emulator store, and the places where they read and change it. */
export interface Ownership {
  /** The members of the state, and the `store.ts` that declares each. */
  stored: Map<string, string>
  /** The places that name a member of the state, to read or to change it. */
  uses: Place[]
  /** Changes that start from the name of a member, as in `state.users.add(…)` or `state.users.get(id).banned = true`. */
  writes: Change[]
  /** Changes of a value whose type is that of a stored item or of a part of an item, as in `user.banned = true`. */
  changes: Change[]
  /** Changes of a collection or map that cannot be traced to its name. */
  untraced: Change[]
}

/** A change that a node makes. */
interface Mutation {
  /** The object whose fields or items change. */
  object: ts.Expression
  /** The field that is assigned or deleted; undefined for other changes. */
  field?: Member
  /** The objects whose fields are copied to `object`; undefined for other changes. */
  values?: ts.Expression[]
  by: string
}

type Member = ts.PropertyAccessExpression | ts.ElementAccessExpression

/**
 * Finds the data that source files store, and its uses, with the compiler. The path of the folder ends with `/`. The files need
 * not be on the disk.
 *
 * The check finds accidental changes. It does not find these changes:
 *
 * - by reflection (`Reflect.set`, `Object.defineProperty`, `push.call(list)`)
 * - of a variable that is assigned after its declaration
 * - of a plain list or record that is an argument of a function
 * - of a value whose declared type is not that of the store (`{ email_addresses: unknown[] }`)
 */
export function readOwnership(folder: string, texts: Texts): Ownership {
  const program = createProgram(folder, texts)
  const checker = program.getTypeChecker()
  const found: Ownership = { stored: new Map(), uses: [], writes: [], changes: [], untraced: [] }
  /** For each type of an item, the names of the members of the state that store such items. */
  const items = new Map<ts.Symbol, Set<string>>()
  /** For each type inside an item, the names of the members of the state that store items with this type. */
  const parts = new Map<ts.Symbol, Set<string>>()

  const sources = [...texts.keys()].map((file) => {
    const source = program.getSourceFile(folder + file)
    if (!source) throw new Error(`The compiler does not know ${file}`)
    return source
  })
  const members = sources.flatMap(membersOfStore)
  const declarations = new Set<ts.Declaration>(members)
  for (const member of members) {
    const name = member.name.getText()
    found.stored.set(name, fileOf(member))
    for (const type of typesIn(checker.getTypeAtLocation(member))) hold(items, type, name)
  }
  for (const [type, names] of [...items]) {
    for (const name of names) holdParts(checker.getDeclaredTypeOfSymbol(type), name)
  }
  for (const source of sources) {
    visit(source, (node) => {
      for (const stored of namesOf(node)) found.uses.push({ stored, ...placeOf(node) })
      for (const mutation of mutationsOf(node)) readMutation(node, mutation)
    })
  }
  return found

  /** Returns the members of the state that a `store.ts` declares, in its interfaces `…Data`. */
  function membersOfStore(source: ts.SourceFile): ts.PropertySignature[] {
    if (!/^[^/]+\/store\.ts$/.test(fileOf(source))) return []
    return source.statements
      .filter(ts.isInterfaceDeclaration)
      .filter(({ name }) => name.text.endsWith('Data'))
      .flatMap((data) => data.members.filter(ts.isPropertySignature))
  }

  function readMutation(node: ts.Node, { object, field, values = [], by }: Mutation): void {
    const add = (list: Change[], names: Iterable<string>) => {
      for (const stored of names) list.push({ stored, by, ...placeOf(node) })
    }
    const names = new Set([
      ...namesBehind(object),
      ...(field ? namesOf(field) : []),
      ...values.flatMap((value) => namesCopied(value, object)),
    ])
    const holders = new Set(names.size ? [] : holdersBehind(object))
    add(found.writes, names)
    add(found.changes, holders)
    if (!names.size && !holders.size && isCollection(object) && !isMade(object)) {
      add(found.untraced, [object.getText()])
    }
  }

  function hold(into: Map<ts.Symbol, Set<string>>, type: ts.Symbol, name: string): boolean {
    const names = into.get(type) ?? new Set()
    const isNew = !names.has(name)
    into.set(type, names.add(name))
    return isNew
  }

  /** Adds the types of a type's fields to `parts`, and recursively the types of the fields of these types. */
  function holdParts(type: ts.Type, name: string): void {
    for (const property of type.getProperties()) {
      for (const part of typesIn(checker.getTypeOfSymbol(property))) {
        const isNew = !items.has(part) && hold(parts, part, name)
        if (isNew) holdParts(checker.getDeclaredTypeOfSymbol(part), name)
      }
    }
  }

  /** Returns the types of the sources that a type contains, such as `User` in `Collection<User> | null`. */
  function typesIn(type: ts.Type): ts.Symbol[] {
    if (type.isUnionOrIntersection()) return type.types.flatMap(typesIn)
    const named = namedTypesOf(type)
    if (named.length) return named
    // Looks into the items of a collection, a map or a list, which is a reference to a generic type.
    return checker.getTypeArguments(type as ts.TypeReference).flatMap(typesIn)
  }

  /** Returns the interface of a type, the interfaces that it extends, and its alias in a store. */
  function namedTypesOf(type: ts.Type): ts.Symbol[] {
    if (type.isUnionOrIntersection()) return type.types.flatMap(namedTypesOf)
    const bases = type.isClassOrInterface() ? checker.getBaseTypes(type).flatMap(namedTypesOf) : []
    const symbols = [type.symbol, type.aliasSymbol].filter((symbol) => symbol !== undefined)
    return [...symbols.filter(isOwnType), ...bases]
  }

  /** Returns the names of the members of the state that contain the value of a node, if the value can be traced to the names. */
  function namesBehind(node: ts.Node): string[] {
    const names = namesOf(node)
    return names.length ? names : originsOf(node).flatMap(namesBehind)
  }

  /**
   * Returns the names of the members of the state whose items have the type of a node, or of the object from which the node is
   * read.
   */
  function holdersBehind(node: ts.Node): string[] {
    const holders = originsOf(node).flatMap(holdersBehind)
    if (holders.length || !(ts.isExpression(node) || isPattern(node))) return holders
    return namedTypesOf(checker.getTypeAtLocation(node)).flatMap((type) => [
      ...(items.get(type) ?? parts.get(type) ?? []),
    ])
  }

  /**
   * Returns the names of the members of the state that a node reads, as in `state.users`, `state['users']`, or `users` of
   * `{ users }`.
   */
  function namesOf(node: ts.Node): string[] {
    if (ts.isPropertyAccessExpression(node)) {
      return storedAmong([checker.getSymbolAtLocation(node.name)])
    }
    if (ts.isElementAccessExpression(node)) {
      const keys = literalsOf(checker.getTypeAtLocation(node.argumentExpression))
      const holder = checker.getTypeAtLocation(node.expression)
      return storedAmong(keys.map((key) => holder.getProperty(key)))
    }
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const key = (node.propertyName ?? node.name).getText()
      return storedAmong([checker.getTypeAtLocation(node.parent).getProperty(key)])
    }
    return []
  }

  /** Returns the names of the members that `Object.assign(state, values)` replaces. */
  function namesCopied(values: ts.Expression, object: ts.Expression): string[] {
    const target = checker.getTypeAtLocation(object)
    const type = checker.getTypeAtLocation(values)
    // The key of `{ [name]: value }` may be the name of any member.
    const isOpen = checker.getIndexInfosOfType(type).length > 0
    const names = (isOpen ? target : type).getProperties().map(({ name }) => name)
    return storedAmong(names.map((name) => target.getProperty(name)))
  }

  function storedAmong(symbols: (ts.Symbol | undefined)[]): string[] {
    return symbols
      .filter((symbol) => symbol?.declarations?.some((one) => declarations.has(one)))
      .map((symbol) => symbol?.name ?? '')
  }

  /**
   * Returns the nodes from which a node gets its value. For example, this is the object of a member, the initial value of a
   * variable, or both branches of a condition.
   */
  function originsOf(node: ts.Node): ts.Node[] {
    if (isWrapper(node) || isMember(node)) return [node.expression]
    if (ts.isCallExpression(node)) {
      const { expression: method } = node
      return isMember(method) && READS.has(nameOf(method)) ? [method.expression] : []
    }
    if (ts.isConditionalExpression(node)) return [node.whenTrue, node.whenFalse]
    if (isChoice(node)) return [node.left, node.right]
    if (ts.isIdentifier(node)) return declarationsOf(node)
    if (ts.isBindingElement(node) || isPattern(node)) return [node.parent]
    if (!ts.isVariableDeclaration(node)) return []
    if (node.initializer) return [node.initializer]
    const loop = node.parent.parent
    if (!ts.isForOfStatement(loop)) return []
    return ts.isArrayLiteralExpression(loop.expression)
      ? [...loop.expression.elements]
      : [loop.expression]
  }

  function declarationsOf(name: ts.Identifier): ts.Declaration[] {
    const symbol = checker.getSymbolAtLocation(name)
    if (!symbol) return []
    const isImported = symbol.flags & ts.SymbolFlags.Alias
    return (isImported ? checker.getAliasedSymbol(symbol) : symbol).declarations ?? []
  }

  /** Returns the changes that a node makes: a call, an assignment, an increment, a decrement or a deletion. */
  function mutationsOf(node: ts.Node): Mutation[] {
    if (!ts.isCallExpression(node)) {
      return targetsOf(node)
        .filter(isMember)
        .map((field) => ({ object: field.expression, field, by: 'assignment' }))
    }
    const { expression: called } = node
    const [first, ...values] = node.arguments
    if (isMember(called) && WRITES.has(nameOf(called))) {
      return [{ object: called.expression, by: nameOf(called) }]
    }
    return first && isChanger(called) ? [{ object: first, values, by: called.getText() }] : []
  }

  /** Whether a function is known to change its first argument. */
  function isChanger(called: ts.Expression): boolean {
    if (!ts.isIdentifier(called)) return called.getText() === 'Object.assign'
    const isOfCore = declarationsOf(called).some((one) => fileOf(one).startsWith('core/'))
    return isOfCore && CHANGERS.has(called.text)
  }

  /** Whether the value of a node was created locally, such as a map in a function. */
  function isMade(node: ts.Node): boolean {
    const origins = originsOf(node)
    return origins.length ? origins.every(isMade) : ts.isNewExpression(node)
  }

  function isCollection(expression: ts.Expression): boolean {
    const type = checker.getTypeAtLocation(expression)
    const all = type.isUnionOrIntersection() ? type.types : [type]
    return all.some(({ symbol }) => symbol && ['Collection', 'Map'].includes(symbol.name))
  }

  function placeOf(node: ts.Node): { file: string; line: number } {
    const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart())
    return { file: fileOf(node), line: line + 1 }
  }

  function fileOf(node: ts.Node): string {
    return node.getSourceFile().fileName.slice(folder.length)
  }
}

function createProgram(folder: string, texts: Texts): ts.Program {
  const options: ts.CompilerOptions = {
    ...COMPILER_OPTIONS,
    paths: { clerklet: [CLERKLET] },
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  }
  const host = ts.createCompilerHost(options)
  const textOf = (path: string) =>
    path.startsWith(folder) ? texts.get(path.slice(folder.length)) : undefined
  const { fileExists, readFile } = host
  host.fileExists = (path) => textOf(path) !== undefined || fileExists(path)
  host.readFile = (path) => textOf(path) ?? readFile(path)
  // Some files are only in memory, and the compiler skips folders that are not on the disk.
  host.directoryExists = () => true
  return ts.createProgram(
    [...texts.keys()].map((file) => folder + file),
    options,
    host,
  )
}

/** Returns the targets of an assignment, a loop, `++`, `--` or a deletion. A pattern such as `[a.b, c.d] = list` has several. */
function targetsOf(node: ts.Node): ts.Expression[] {
  if (ts.isDeleteExpression(node)) return targetsIn(node.expression)
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) {
    return ts.isVariableDeclarationList(node.initializer) ? [] : targetsIn(node.initializer)
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const steps: ts.SyntaxKind[] = [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken]
    return steps.includes(node.operator) ? targetsIn(node.operand) : []
  }
  const isAssignment =
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  return isAssignment ? targetsIn(node.left) : []
}

function targetsIn(target: ts.Expression): ts.Expression[] {
  if (isWrapper(target)) return targetsIn(target.expression)
  if (ts.isArrayLiteralExpression(target)) return target.elements.flatMap(targetsIn)
  if (ts.isSpreadElement(target)) return targetsIn(target.expression)
  if (!ts.isObjectLiteralExpression(target)) return [target]
  return target.properties.flatMap((property) => {
    if (ts.isPropertyAssignment(property)) return targetsIn(property.initializer)
    return ts.isSpreadAssignment(property) ? targetsIn(property.expression) : []
  })
}

/** Whether a type is an interface of the sources, or an alias in a store. `Array` is not, because the language declares it. */
function isOwnType({ flags, declarations = [] }: ts.Symbol): boolean {
  const files = declarations.map((one) => one.getSourceFile())
  const isInterface = flags & ts.SymbolFlags.Interface
  return files.some((file) =>
    isInterface ? !file.isDeclarationFile : file.fileName.endsWith('/store.ts'),
  )
}

/** Whether an expression wraps another one in parentheses, `!`, a cast or `await`. */
function isWrapper(
  node: ts.Node,
): node is
  | ts.ParenthesizedExpression
  | ts.NonNullExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.AwaitExpression {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isAwaitExpression(node)
  )
}

/** Whether an expression has the value of one of its operands, as in `a ?? b`. */
function isChoice(node: ts.Node): node is ts.BinaryExpression {
  const operators: ts.SyntaxKind[] = [
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.AmpersandAmpersandToken,
  ]
  return ts.isBinaryExpression(node) && operators.includes(node.operatorToken.kind)
}

function isPattern(node: ts.Node): node is ts.BindingPattern {
  return ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node)
}

function isMember(node: ts.Node): node is Member {
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
}

/** The name of a member: `delete` for `users.delete` and for `users['delete']`. */
function nameOf(member: Member): string {
  if (ts.isPropertyAccessExpression(member)) return member.name.text
  const { argumentExpression: key } = member
  return ts.isStringLiteralLike(key) ? key.text : ''
}

function literalsOf(type: ts.Type): string[] {
  const parts = type.isUnion() ? type.types : [type]
  return parts.flatMap((part) => (part.isStringLiteral() ? part.value : []))
}

function visit(node: ts.Node, read: (node: ts.Node) => void): void {
  read(node)
  ts.forEachChild(node, (child) => visit(child, read))
}
