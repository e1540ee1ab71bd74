import ts from 'typescript'

/** A parameter of a function, or a field of an object. */
export interface DocumentedField {
  /** The name; for a field of a nested object, its path, such as `to.address` or `messages[].subject`. */
  name: string
  /** The type as text; for a field, without `undefined`. */
  type: string
  optional: boolean
  comment: string
  /** The text of `@deprecated` or of `@experimental`, with the name of the tag before it. */
  notes: string[]
}

export interface DocumentedParameter extends DocumentedField {
  /** The fields of a type that clerklet declares; none for contexts and the options of requests. */
  fields: DocumentedField[]
}

/** The documentation of a public function, from its declaration and its doc comment. */
export interface Documentation {
  /** The signature of each overload, or the only signature of a function without overloads. */
  signatures: string[]
  parameters: DocumentedParameter[]
  /** The declared type of the result, and the fields of the awaited result. */
  returns: { type: string; fields: DocumentedField[] }
  /** The doc comment, without the tags. */
  comment: string
  examples: string[]
  throws: string[]
  notes: string[]
}

const PRINTED =
  ts.TypeFormatFlags.NoTruncation |
  ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope |
  ts.TypeFormatFlags.UseSingleQuotesForStringLiteralType

const OBJECT = ts.TypeFlags.Object | ts.TypeFlags.Intersection

/** The depth to which the fields of nested objects are listed. */
const DEPTH = 3
/**
 * The fields of a nested object with this many fields or more are not listed. An example is the object with a handler for each
 * event.
 */
const MOST_FIELDS = 20

/**
 * Reads the documentation of a function.
 *
 * @param source The folder of the sources: only types that are declared in it are expanded.
 */
export function readDocumentation(
  checker: ts.TypeChecker,
  symbol: ts.Symbol,
  source: string,
): Documentation {
  const declarations = (symbol.declarations ?? []).filter(ts.isFunctionDeclaration)
  // The body of an overloaded function has a signature that callers do not see.
  const overloads = declarations.filter(({ body }) => !body)
  const visible = overloads.length ? overloads : declarations
  const [main] = visible
  if (!main) throw new Error(`${symbol.name} is no function declaration`)
  const signature = checker.getSignatureFromDeclaration(main)
  const returned = signature && checker.getReturnTypeOfSignature(signature)
  const tags = symbol.getJsDocTags(checker)
  const textsOf = (name: string) =>
    tags.filter((tag) => tag.name === name).map(({ text }) => ts.displayPartsToString(text))

  const printed = (type: ts.Type): string =>
    withoutUndefined(checker.typeToString(type, undefined, PRINTED))
      .replaceAll('(string & {})', 'string')
      .replaceAll(/\bOpen<([^<>]*)>\[\]/g, '($1 | string)[]')
      .replaceAll(/\bOpen<([^<>]*)>/g, '$1 | string')

  function typeOf(type: ts.Type): string {
    if (!type.isUnion()) return printed(type)
    const parts = type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined))
    // `string & {}` keeps a union of known strings open. It is printed as `string`.
    if (type.aliasSymbol?.name !== 'Open' && !parts.some(isOpenString)) return printed(type)
    const texts = parts.map((part) => (isOpenString(part) ? 'string' : printed(part)))
    // Leaves out orders such as `-created_at` beside `created_at`, because the doc comment describes the signs.
    const isSigned = (text: string) => /^'[+-]/.test(text) && texts.includes(`'${text.slice(2)}`)
    return [...new Set(texts)]
      .filter((text) => !isSigned(text))
      .sort(lastString)
      .join(' | ')
  }

  /** Prints the type of a field. An unnamed type with `MOST_FIELDS` fields or more is printed as its declaration writes it. */
  function typeOfField(field: ts.Symbol): string {
    const type = checker.getTypeOfSymbol(field)
    const inner = checker.getNonNullableType(type)
    const declaration = field.valueDeclaration
    const isLong = isAnonymous(inner) && checker.getPropertiesOfType(inner).length >= MOST_FIELDS
    return isLong && declaration && ts.isPropertySignature(declaration)
      ? withoutUndefined(declaration.type?.getText().replaceAll(/\s+/g, ' ') ?? '')
      : typeOf(type)
  }

  const isAnonymous = (type: ts.Type): boolean =>
    Boolean(type.flags & OBJECT) && !type.aliasSymbol && type.symbol?.name === '__type'

  const lastString = (a: string, b: string): number =>
    Number(a === 'string') - Number(b === 'string')

  function isOurs(type: ts.Type): boolean {
    if (type.isIntersection() && !type.aliasSymbol) return type.types.some(isOurs)
    const { declarations } = type.aliasSymbol ?? type.symbol ?? {}
    const file = declarations?.[0]?.getSourceFile().fileName
    return Boolean(file?.startsWith(source)) && !type.getCallSignatures().length
  }

  /** Returns the fields of an object, of the items of an array, or of the parts of a union; none for other types. */
  function fieldsOf(type: ts.Type, prefix = '', depth = 1): DocumentedField[] {
    const plain = checker.getNonNullableType(type)
    if (plain.isUnion()) {
      const objects = plain.types.filter((part) => part.flags & OBJECT && isOurs(part))
      if (objects.length < plain.types.length)
        return objects.flatMap((part) => fieldsOf(part, prefix, depth))
      return fieldsOfUnion(plain, objects, prefix, depth)
    }
    if (checker.isArrayType(plain)) {
      const [item] = checker.getTypeArguments(plain as ts.TypeReference)
      return item ? fieldsOf(item, `${prefix.replace(/\.$/, '')}[].`, depth) : []
    }
    if (!(plain.flags & OBJECT) || !isOurs(plain)) return []
    return propertiesOf(plain, prefix, depth)
  }

  /** Lists the fields of a union: first the fields that all parts have, then the fields that only some parts have. */
  function fieldsOfUnion(
    union: ts.UnionType,
    parts: ts.Type[],
    prefix: string,
    depth: number,
  ): DocumentedField[] {
    const found = new Map(propertiesOf(union, prefix, depth).map((field) => [field.name, field]))
    for (const field of parts.flatMap((part) => fieldsOf(part, prefix, depth))) {
      if (!found.has(field.name)) found.set(field.name, { ...field, optional: true })
    }
    return [...found.values()]
  }

  function propertiesOf(type: ts.Type, prefix: string, depth: number): DocumentedField[] {
    return checker
      .getPropertiesOfType(type)
      .filter(isDeclaredHere)
      .flatMap((property) => {
        const field = documented(property, prefix)
        const inner = checker.getNonNullableType(checker.getTypeOfSymbol(property))
        return [
          field,
          ...(depth < DEPTH ? innerFields(inner, `${prefix}${property.name}.`, depth + 1) : []),
        ]
      })
  }

  /** Whether a property is declared in the folder `source`. Schemas also have internal properties of valibot. */
  function isDeclaredHere({ name, declarations }: ts.Symbol): boolean {
    const file = declarations?.[0]?.getSourceFile().fileName
    return !name.startsWith('__@') && Boolean(file?.startsWith(source))
  }

  /** Lists the fields of a nested object, or of the items of a list. Expands a named type only if an operation declares it. */
  function innerFields(type: ts.Type, prefix: string, depth: number): DocumentedField[] {
    const [item] = checker.isArrayType(type)
      ? checker.getTypeArguments(type as ts.TypeReference)
      : [type]
    const inner = item && checker.getNonNullableType(item)
    if (!inner) return []
    const { name, declarations } = inner.aliasSymbol ?? inner.symbol ?? {}
    const isOfParams = declarations?.[0]?.getSourceFile().fileName.includes('/operations/')
    if (name !== '__type' && !isOfParams) return []
    if (checker.getPropertiesOfType(inner).length >= MOST_FIELDS) return []
    return fieldsOf(type, prefix, depth)
  }

  function documented(field: ts.Symbol, prefix = ''): DocumentedField {
    return {
      name: prefix + field.name,
      type: typeOfField(field),
      optional: Boolean(field.flags & ts.SymbolFlags.Optional),
      comment: ts.displayPartsToString(field.getDocumentationComment(checker)),
      notes: notesOf(field.getJsDocTags(checker)),
    }
  }

  const params = new Map(
    tags
      .filter(({ name }) => name === 'param')
      .map(({ text = [] }) => {
        const [name, ...rest] = ts.displayPartsToString(text).split(' ')
        return [name, rest.join(' ').replace(/^- /, '')]
      }),
  )

  return {
    signatures: visible.map(signatureOf),
    parameters: main.parameters.map((parameter) => {
      const name = parameter.name.getText()
      const declared = parameter.type?.getText() ?? ''
      const isExpanded = name !== 'ctx' && !/RequestOptions$/.test(declared)
      return {
        name,
        type: declared,
        optional: Boolean(parameter.questionToken ?? parameter.initializer),
        comment: params.get(name) ?? '',
        notes: [],
        fields: isExpanded ? fieldsOf(checker.getTypeAtLocation(parameter)) : [],
      }
    }),
    returns: {
      type: main.type?.getText() ?? '',
      fields: returned ? fieldsOf(checker.getAwaitedType(returned) ?? returned) : [],
    },
    comment: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
    examples: textsOf('example'),
    throws: textsOf('throws'),
    notes: notesOf(tags),
  }
}

const isOpenString = (type: ts.Type): boolean =>
  type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.StringLike)

function notesOf(tags: ts.JSDocTagInfo[]): string[] {
  return tags
    .filter(({ name }) => name === 'deprecated' || name === 'experimental')
    .map(({ name, text }) => `${name}: ${ts.displayPartsToString(text)}`.replace(/: $/, ''))
}

function withoutUndefined(type: string): string {
  return type.replace(/ \| undefined\b|\bundefined \| /g, '')
}

/** Returns the name, the parameters and the return type of a function on one line. */
function signatureOf(declaration: ts.FunctionDeclaration): string {
  const { body, type, typeParameters, parameters, name } = declaration
  const listed = (nodes: ts.NodeArray<ts.Node> | undefined) =>
    (nodes ?? []).map((node) => node.getText().replace(/\s*\n\s*/g, ' ')).join(', ')
  const generics = typeParameters ? `<${listed(typeParameters)}>` : ''
  const text = `${name?.text}${generics}(${listed(parameters)}): ${type?.getText() ?? 'void'}`
  return body || type ? text.replace(/\s*\n\s*/g, ' ') : text
}
