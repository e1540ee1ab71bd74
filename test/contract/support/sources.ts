import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { COMPILER_OPTIONS } from '#fixtures/compiler.ts'
import { type Imports, listSources, readImports, readTexts } from '#fixtures/imports.ts'
import { type Documentation, readDocumentation } from './documentation.ts'
import { either, type Field, type Shape, shapeOf } from './shape.ts'

const SOURCE = fileURLToPath(new URL('../../../packages/clerklet/src/', import.meta.url))

/** A public function, with its types and its documentation. */
export interface SourceFunction {
  name: string
  /** Relative to `packages/clerklet/src`. */
  file: string
  /** The names of the function's arguments, in order. */
  args: string[]
  /** The names of the arguments that may be left out. */
  optional: Set<string>
  /** The shape of `params`; undefined without params. */
  params: Shape | undefined
  /** The shape of the result. */
  answer: () => Shape
  /** The name of the type of the last argument. */
  options: string
  /** The doc comment, without the tags. */
  comment: string
  /** The tags of the doc comment, with their texts. */
  tags: Map<string, string>
  /** Reads the signatures, parameters, result and doc comment of the function for the reference. */
  documentation: () => Documentation
}

export interface Sources {
  /** Every function that the root exports. */
  functions: Map<string, SourceFunction>
  /** Returns the function with this name that the root exports. Throws when there is no such function. */
  functionNamed(name: string): SourceFunction
  /** The names that a module exports, types included. */
  exportsOf(file: string): string[]
  /** The functions that a module exports, and the file that declares each. */
  exportedFunctions(file: string): { name: string; file: string }[]
  /** The functions that a module exports. */
  functionsOf(file: string): SourceFunction[]
  /** Every source file, and its imports. Type imports are marked. */
  imports: Imports
  /** The shape of a type that a module exports. */
  typeNamed(file: string, name: string): Shape
  /** The functions that a file declares and exports. */
  declaredIn(file: string): string[]
}

/** Reads the sources with the compiler, because the types of params do not exist at run time. */
export function readSources(): Sources {
  const files = listSources(SOURCE)
  const program = ts.createProgram(files, {
    ...COMPILER_OPTIONS,
    exactOptionalPropertyTypes: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  })
  const checker = program.getTypeChecker()

  function sourceFile(file: string): ts.SourceFile {
    const found = program.getSourceFile(SOURCE + file)
    if (!found) throw new Error(`There is no packages/clerklet/src/${file}`)
    return found
  }

  function moduleExports(file: string): ts.Symbol[] {
    const symbol = checker.getSymbolAtLocation(sourceFile(file))
    return symbol ? checker.getExportsOfModule(symbol) : []
  }

  const target = (symbol: ts.Symbol): ts.Symbol =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol

  function read(symbol: ts.Symbol): SourceFunction | undefined {
    const declaration = target(symbol).valueDeclaration
    if (!declaration || !ts.isFunctionDeclaration(declaration)) return undefined
    const signature = checker.getSignatureFromDeclaration(declaration)
    if (!signature) return undefined
    const { parameters } = declaration
    const params = parameters.find((parameter) => parameter.name.getText() === 'params')
    const last = parameters.at(-1)
    const returned = checker.getReturnTypeOfSignature(signature)
    return {
      name: symbol.name,
      file: declaration.getSourceFile().fileName.slice(SOURCE.length),
      args: parameters.map((parameter) => parameter.name.getText()),
      optional: new Set(parameters.filter((it) => it.questionToken).map((it) => it.name.getText())),
      params: params && typeShape(checker.getNonNullableType(checker.getTypeAtLocation(params))),
      answer: () => typeShape(checker.getAwaitedType(returned) ?? returned),
      options: last?.type?.getText() ?? '',
      comment: ts.displayPartsToString(target(symbol).getDocumentationComment(checker)),
      tags: new Map(
        target(symbol)
          .getJsDocTags(checker)
          .map((tag) => [tag.name, ts.displayPartsToString(tag.text)]),
      ),
      documentation: () => readDocumentation(checker, target(symbol), SOURCE),
    }
  }

  const known = new Map<ts.Type, Shape>()
  function typeShape(type: ts.Type): Shape {
    const met = known.get(type)
    if (met) return met
    const found = newShape(type)
    known.set(type, found)
    return found
  }

  function newShape(type: ts.Type): Shape {
    if (type.flags & (ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return shapeOf('unknown')
    // `key?: never` and `key?: undefined` declare an absent key, such as in a discriminated union.
    if (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Never)) return { kinds: new Set() }
    if (type.isUnion()) {
      const kept = type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined))
      return either(kept.map(typeShape))
    }
    if (type.flags & ts.TypeFlags.Null) return shapeOf('null')
    if (type.flags & ts.TypeFlags.BooleanLike) return shapeOf('boolean')
    if (type.flags & ts.TypeFlags.NumberLike) return shapeOf('number')
    if (type.isStringLiteral()) return shapeOf('string', { values: new Set([type.value]) })
    if (type.flags & ts.TypeFlags.StringLike) return shapeOf('string')
    // `string & {}` keeps a union of known strings open.
    if (type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.StringLike)) {
      return shapeOf('string', { open: true })
    }
    const name = type.aliasSymbol?.name ?? type.symbol?.name
    if (name === 'Date') return shapeOf('date')
    if (name === 'Blob' || name === 'File') return shapeOf('file')
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference)
      return shapeOf('array', { item: () => (item ? typeShape(item) : shapeOf('unknown')) })
    }
    if (type.flags & ts.TypeFlags.Object || type.isIntersection()) {
      return shapeOf('object', { fields: () => fieldsOf(type) })
    }
    throw new Error(`${checker.typeToString(type)} is a type that these tests do not know`)
  }

  function fieldsOf(type: ts.Type): Record<string, Field> {
    // Leaves out symbols, because JSON cannot contain symbols. TypeScript prefixes their names with `__@`.
    const properties = checker
      .getPropertiesOfType(type)
      .filter(({ name }) => !name.startsWith('__@'))
    return Object.fromEntries(
      properties.map((property) => [
        property.name,
        {
          required: !(property.flags & ts.SymbolFlags.Optional),
          deprecated: property.getJsDocTags(checker).some(({ name }) => name === 'deprecated'),
          shape: typeShape(checker.getTypeOfSymbol(property)),
        },
      ]),
    )
  }

  const functionsOf = (file: string) => moduleExports(file).flatMap((symbol) => read(symbol) ?? [])
  const functions = new Map(functionsOf('index.ts').map((found) => [found.name, found]))

  return {
    functions,
    functionsOf,
    functionNamed: (name) => {
      const found = functions.get(name)
      if (!found) throw new Error(`${name} is exported at run time and not in the types`)
      return found
    },
    exportsOf: (file) => moduleExports(file).map(({ name }) => name),
    exportedFunctions: (file) =>
      moduleExports(file).flatMap((symbol) => {
        const { flags, valueDeclaration } = target(symbol)
        if (!(flags & ts.SymbolFlags.Function && valueDeclaration)) return []
        const { fileName } = valueDeclaration.getSourceFile()
        return { name: symbol.name, file: fileName.slice(SOURCE.length) }
      }),
    imports: readImports(readTexts(SOURCE)),
    typeNamed: (file, name) => {
      const found = moduleExports(file).find((symbol) => symbol.name === name)
      if (!found) throw new Error(`${file} exports no type ${name}`)
      return typeShape(checker.getDeclaredTypeOfSymbol(target(found)))
    },
    declaredIn: (file) =>
      moduleExports(file)
        .filter((symbol) => target(symbol).valueDeclaration?.getSourceFile() === sourceFile(file))
        .filter((symbol) => target(symbol).flags & ts.SymbolFlags.Function)
        .map((symbol) => symbol.name),
  }
}
