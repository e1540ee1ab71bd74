import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

/**
 * Writes a declaration (`.d.mts`) with a source map for each exported module of a package, and for each module that these
 * declarations import. unbuild would write one declaration for each exported module, with a map to wrong lines.
 *
 * Declarations with `@internal` are left out: they name types that not every user can compile, such as those of Hono,
 * `CryptoKey` or `Uint8Array<ArrayBuffer>`.
 */
export function emitDeclarations(folder: string): void {
  const source = join(folder, 'src')
  const entries = exportedModules(folder).map((name) => join(source, `${name}.ts`))
  const program = ts.createProgram(entries, {
    ...optionsOf(folder),
    noEmit: false,
    declaration: true,
    declarationMap: true,
    emitDeclarationOnly: true,
    stripInternal: true,
    rootDir: source,
    outDir: join(folder, 'dist'),
  })
  const modules = new Set(entries)
  // The loop also reaches the modules that it adds to the set.
  for (const file of modules) {
    for (const imported of emitModule(program, file, source)) modules.add(imported)
  }
}

/** Returns the paths of the modules that the package exports with types, such as `verify/index`. */
function exportedModules(folder: string): string[] {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    exports: Record<string, { types?: string }>
  }
  return Object.values(exports).flatMap(({ types }) =>
    types ? types.replace(/^\.\/dist\/|\.d\.mts$/g, '') : [],
  )
}

const HOST: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: ts.sys.getCurrentDirectory,
  getNewLine: () => '\n',
}

/** Reads the compiler options of the workspace. Their `paths` lead from the emulator to the sources of the client. */
function optionsOf(folder: string): ts.CompilerOptions {
  const file = ts.findConfigFile(folder, ts.sys.fileExists)
  if (!file) throw new Error(`No tsconfig.json at or above ${folder}`)
  const { config } = ts.readConfigFile(file, ts.sys.readFile)
  return ts.convertCompilerOptionsFromJson(config.compilerOptions, dirname(file)).options
}

/** Writes the declaration of one module. Returns the modules that the declaration imports. */
function emitModule(program: ts.Program, file: string, source: string): string[] {
  const imported: string[] = []
  const specifierOf = (target: string) => {
    if (relative(source, target).startsWith('..')) {
      throw new Error(`The declaration of ${file} imports ${target}, which is not in the package`)
    }
    imported.push(target)
    const path = relative(dirname(file), target).replaceAll('\\', '/')
    return (path.startsWith('.') ? path : `./${path}`).replace(/\.ts$/, '.mjs')
  }
  const write = (path: string, text: string) => {
    const renamed = path.replace(/\.d\.ts(\.map)?$/, '.d.mts$1')
    mkdirSync(dirname(renamed), { recursive: true })
    writeFileSync(renamed, text.replace(NAME_OF_DECLARATION, '$1.d.mts$2'))
  }
  const transformers = { afterDeclarations: [importModules(program, file, specifierOf)] }
  const module = program.getSourceFile(file)
  if (!module) throw new Error(`There is no module ${file}`)
  const { diagnostics } = program.emit(module, write, undefined, true, transformers)
  if (diagnostics.length) throw new Error(ts.formatDiagnostics(diagnostics, HOST))
  return imported
}

/** Matches the link from a declaration to its map, and the name of the declaration in its map. */
const NAME_OF_DECLARATION =
  /(^\/\/# sourceMappingURL=\S+|^\{"version":3,"file":"[^"]+)\.d\.ts(\.map$|")/m

/**
 * Returns a transformer. It makes a declaration import each name from the module that declares the name, not from the index of
 * a folder. The index would also load declarations that no user needs.
 *
 * @param specifierOf The specifier of a source file in the declaration.
 */
function importModules(
  program: ts.Program,
  file: string,
  specifierOf: (target: string) => string,
): ts.TransformerFactory<ts.SourceFile | ts.Bundle> {
  const checker = program.getTypeChecker()
  const targetOf = ({ text }: ts.StringLiteral) => join(dirname(file), text)

  /** Returns the file that declares an imported or exported name, or the imported file when the declaration has another name. */
  const declaringFile = (named: ts.ImportSpecifier | ts.ExportSpecifier, imported: string) => {
    const original = ts.getParseTreeNode(named.name)
    const symbol = original && checker.getSymbolAtLocation(original)
    if (!symbol || !(symbol.flags & ts.SymbolFlags.Alias)) return imported
    const declared = checker.getAliasedSymbol(symbol)
    const target = declared.declarations?.[0]?.getSourceFile().fileName
    return target && declared.name === (named.propertyName ?? named.name).text ? target : imported
  }

  return (context) => {
    const { factory } = context
    const literal = (target: string) => factory.createStringLiteral(specifierOf(target), true)

    const visitImport = (node: ts.ImportDeclaration, specifier: ts.StringLiteral) => {
      const { modifiers, importClause, attributes } = node
      const update = (clause: ts.ImportClause | undefined, target: string) =>
        factory.createImportDeclaration(modifiers, clause, literal(target), attributes)
      const named = importClause?.namedBindings
      if (!named || importClause.name || !ts.isNamedImports(named)) {
        return update(importClause, targetOf(specifier))
      }
      return named.elements.map((element) =>
        update(
          factory.updateImportClause(
            importClause,
            importClause.isTypeOnly,
            undefined,
            factory.createNamedImports([element]),
          ),
          declaringFile(element, targetOf(specifier)),
        ),
      )
    }

    const visitExport = (node: ts.ExportDeclaration, specifier: ts.StringLiteral) => {
      const { modifiers, isTypeOnly, exportClause, attributes } = node
      const update = (clause: ts.NamedExportBindings | undefined, target: string) =>
        factory.createExportDeclaration(modifiers, isTypeOnly, clause, literal(target), attributes)
      if (!exportClause || !ts.isNamedExports(exportClause)) {
        return update(exportClause, targetOf(specifier))
      }
      return exportClause.elements.map((element) =>
        update(factory.createNamedExports([element]), declaringFile(element, targetOf(specifier))),
      )
    }

    /** Changes the module of an import within a type, such as `import('./user.ts').User`. */
    const visitImportType = (node: ts.ImportTypeNode) => {
      const { argument, attributes, qualifier, typeArguments, isTypeOf } = node
      const specifier = ts.isLiteralTypeNode(argument) && relativeSpecifier(argument.literal)
      if (!specifier) return node
      return factory.updateImportTypeNode(
        node,
        factory.createLiteralTypeNode(literal(targetOf(specifier))),
        attributes,
        qualifier,
        typeArguments,
        isTypeOf,
      )
    }

    const visit = (node: ts.Node): ts.VisitResult<ts.Node> => {
      const declares = ts.isImportDeclaration(node) || ts.isExportDeclaration(node)
      const specifier = declares && relativeSpecifier(node.moduleSpecifier)
      if (specifier) {
        return ts.isImportDeclaration(node)
          ? visitImport(node, specifier)
          : visitExport(node, specifier)
      }
      if (ts.isVariableDeclaration(node)) mapFields(node)
      const visited = ts.visitEachChild(node, visit, context)
      return ts.isImportTypeNode(visited) ? visitImportType(visited) : visited
    }
    return (source) => ts.visitEachChild(source, visit, context)
  }
}

/**
 * Makes the source map lead from the fields in the type of a schema to the fields in the schema. The source map of TypeScript
 * does not lead there, because TypeScript infers the type.
 */
function mapFields(declaration: ts.VariableDeclaration): void {
  const original = ts.getParseTreeNode(declaration, ts.isVariableDeclaration)
  if (!original?.initializer || !declaration.type) return
  const source = original.getSourceFile()
  const pair = (typed: ts.Node, written: ts.Node): void => {
    if (ts.isTypeLiteralNode(typed) && ts.isObjectLiteralExpression(written)) {
      for (const member of typed.members) {
        const name = member.name && ts.isIdentifier(member.name) ? member.name.text : undefined
        const field = written.properties.find((one) => one.name?.getText(source) === name)
        if (!field?.name || !member.name) continue
        ts.setSourceMapRange(member.name, { pos: field.name.pos, end: field.name.end, source })
        if (ts.isPropertySignature(member) && member.type && ts.isPropertyAssignment(field)) {
          pair(member.type, field.initializer)
        }
      }
      return
    }
    // Finds the fields within a wrapper, such as `v.nullish(v.object({ … }))`: the first object of the type and of the schema.
    const literal = firstBelow(typed, ts.isTypeLiteralNode)
    const object = firstBelow(written, ts.isObjectLiteralExpression)
    if (literal && object) pair(literal, object)
  }
  pair(declaration.type, original.initializer)
}

/** Returns the first node of a kind below a node, in the order of the text; undefined when there is no such node. */
function firstBelow<T extends ts.Node>(
  node: ts.Node,
  is: (one: ts.Node) => one is T,
): T | undefined {
  return ts.forEachChild(node, (child) => (is(child) ? child : firstBelow(child, is)))
}

function relativeSpecifier(node: ts.Node | undefined): ts.StringLiteral | undefined {
  return node && ts.isStringLiteral(node) && node.text.startsWith('.') ? node : undefined
}
