import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { COMPILER_OPTIONS } from '#fixtures/compiler.ts'

const DECLARATIONS = fileURLToPath(
  new URL('../../../node_modules/@clerk/backend/dist/index.d.ts', import.meta.url),
)

const HIDDEN = ts.ModifierFlags.Private | ts.ModifierFlags.Protected

/** A method of the official client, as its types declare it. */
export interface OfficialMethod {
  /** The arguments as the declaration names them; `?` marks an optional argument. */
  args: string[]
  /** The names of the fields of arguments that are objects. */
  options: string[]
  /** The type to which the method resolves: `User`, `User[]`, or `{ data: User[], totalCount }`. */
  result: string
}

/** The methods and classes that the types of the official client declare. */
export interface OfficialTypes {
  /** The methods by resource and name, such as `users.getUser`. */
  methods: Map<string, OfficialMethod>
  /**
   * The fields of each class that a response may have, by the name of the class. The value is the class of the field or of its
   * items; undefined for other types.
   */
  classes: Map<string, Map<string, string | undefined>>
}

/** Reads the declarations of the installed `@clerk/backend`. */
export function readOfficialTypes(): OfficialTypes {
  const program = ts.createProgram([DECLARATIONS], { ...COMPILER_OPTIONS, skipLibCheck: true })
  const checker = program.getTypeChecker()
  const classes: OfficialTypes['classes'] = new Map()

  const members = (type: ts.Type) => checker.getPropertiesOfType(type)
  const typeOf = (symbol: ts.Symbol) => checker.getTypeOfSymbol(symbol)
  const isPublic = (symbol: ts.Symbol) =>
    (symbol.declarations ?? []).every(
      (declaration) => !(ts.getCombinedModifierFlags(declaration) & HIDDEN),
    ) && !symbol.name.startsWith('_')

  /** Prints the type of a result: `User`, `User[]`, or `{ data: User[], totalCount }`. Adds its class to `classes`. */
  function resultOf(type: ts.Type): string {
    const item = itemOf(type)
    if (item) return `${resultOf(item)}[]`
    const fields = new Map(members(type).map((field) => [field.name, field]))
    const data = fields.get('data')
    if (data && fields.has('totalCount')) return `{ data: ${resultOf(typeOf(data))}, totalCount }`
    keepClass(type)
    return checker.typeToString(type)
  }

  const itemOf = (type: ts.Type): ts.Type | undefined =>
    checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference)[0] : undefined

  /** Adds a class to `classes`, and the classes of its fields. Returns its name; undefined for a type that is no class. */
  function keepClass(type: ts.Type): string | undefined {
    const plain = checker.getNonNullableType(type)
    const one = itemOf(plain) ?? plain
    if (!one.symbol || !(one.symbol.flags & ts.SymbolFlags.Class)) return undefined
    const { name } = one.symbol
    if (!classes.has(name)) {
      const fields = new Map<string, string | undefined>()
      classes.set(name, fields)
      for (const field of members(one).filter(isPublic)) {
        fields.set(field.name, keepClass(typeOf(field)))
      }
    }
    return name
  }

  function methodOf(symbol: ts.Symbol): OfficialMethod | undefined {
    const signature = typeOf(symbol).getCallSignatures()[0]
    if (!signature) return undefined
    const returned = checker.getReturnTypeOfSignature(signature)
    const options = new Set<string>()
    const args = signature.parameters.map((parameter) => {
      const type = checker.getNonNullableType(typeOf(parameter))
      for (const name of fieldsOf(type)) options.add(name)
      const declaration = parameter.valueDeclaration as ts.ParameterDeclaration
      return checker.isOptionalParameter(declaration) ? `${parameter.name}?` : parameter.name
    })
    return {
      args,
      options: [...options],
      result: resultOf(checker.getAwaitedType(returned) ?? returned),
    }
  }

  /** Returns the names of the fields of an object, of all variants of a union, or of the items of a list. */
  function fieldsOf(type: ts.Type): string[] {
    if (type.isUnion()) return type.types.flatMap(fieldsOf)
    const item = itemOf(type)
    if (item) return fieldsOf(item)
    return type.flags & ts.TypeFlags.Object || type.isIntersection()
      ? members(type).map(({ name }) => name)
      : []
  }

  const source = program.getSourceFile(DECLARATIONS)
  const module = source && checker.getSymbolAtLocation(source)
  const create = module && checker.getExportsOfModule(module).find(isNamed('createClerkClient'))
  const signature = create && typeOf(create).getCallSignatures()[0]
  if (!signature) throw new Error('@clerk/backend declares no createClerkClient')
  const client = checker.getReturnTypeOfSignature(signature)
  const methods = new Map<string, OfficialMethod>()
  for (const resource of members(client)) {
    if (resource.name === 'telemetry') continue
    for (const member of members(typeOf(resource))) {
      const method = isPublic(member) && methodOf(member)
      if (method) methods.set(`${resource.name}.${member.name}`, method)
    }
  }
  return { methods, classes }
}

const isNamed = (name: string) => (symbol: ts.Symbol) => symbol.name === name
