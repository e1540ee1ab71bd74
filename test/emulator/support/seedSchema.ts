import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { BILLING_SHAPES } from '#emulator/billing/index.ts'
import type { Kinds } from '#emulator/core/params.ts'
import { SETTINGS } from '#emulator/instance/index.ts'
import { SEED_SHAPES } from '#emulator/seed.ts'
import { COMPILER_OPTIONS } from '#fixtures/compiler.ts'

/** The parts of JSON Schema that seeds need. */
export interface Schema {
  description?: string
  type?: string | string[]
  format?: string
  enum?: (string | null)[]
  deprecated?: boolean
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean
  [keyword: string]: unknown
}

type ListShapes = Record<string, { kinds: Kinds; needs: string[] }>

const SOURCE = fileURLToPath(new URL('../../../packages/emulator/src/seed.ts', import.meta.url))
const CLIENT = fileURLToPath(new URL('../../../packages/clerklet/src/index.ts', import.meta.url))

/**
 * Makes the JSON schema of seeds. The keys and the types of their values come from the checks of the emulator. The descriptions
 * and the allowed strings come from the TypeScript types.
 */
export function seedSchema(): Schema {
  const { checker, seed } = readTypes()
  const member = (type: ts.Type | undefined, name: string) => memberOf(checker, type, name)

  function describe(schema: Schema, symbol: ts.Symbol | undefined): Schema {
    const description = ts
      .displayPartsToString(symbol?.getDocumentationComment(checker))
      .replace(/\s+/g, ' ')
    const isDeprecated = symbol?.getJsDocTags(checker).some(({ name }) => name === 'deprecated')
    return {
      ...(description && { description }),
      ...(isDeprecated && { deprecated: true }),
      ...schema,
    }
  }

  function objectOf(kinds: Kinds, needs: string[], type: ts.Type | undefined): Schema {
    const properties = Object.entries(kinds).map(([name, kind]): [string, Schema] => {
      const symbol = member(type, name)
      const given = symbol && typeOf(checker, symbol)
      return [name, describe(ofKind(kind, given), symbol)]
    })
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(needs.length > 0 && { required: needs }),
      additionalProperties: false,
    }
  }

  function ofKind(kind: Kinds[string], type: ts.Type | undefined): Schema {
    if (Array.isArray(kind))
      return { type: 'array', items: objectOf(kind[0], [], itemOf(checker, type)) }
    if (typeof kind === 'object') return objectOf(kind as Kinds, [], type)
    const isNullable = `${kind}`.endsWith('?')
    const schema = BY_KIND[`${kind}`.replace('?', '')]
    if (!schema) throw new Error(`There is no schema of the kind ${kind}`)
    const values = schema === BY_KIND.string ? textsOf(type) : undefined
    return {
      ...schema,
      ...(isNullable && { type: [`${schema.type}`, 'null'] }),
      ...(values && { enum: isNullable ? [...values, null] : values }),
    }
  }

  function listsOf(shapes: ListShapes, type: ts.Type | undefined): Record<string, Schema> {
    return Object.fromEntries(
      Object.entries(shapes).map(([name, { kinds, needs }]) => {
        const symbol = member(type, name)
        const items = objectOf(kinds, needs, itemOf(checker, symbol && typeOf(checker, symbol)))
        return [name, describe({ type: 'array', items }, symbol)]
      }),
    )
  }

  const partOf = (name: string) => {
    const symbol = member(seed, name)
    return { symbol, type: symbol && typeOf(checker, symbol) }
  }
  const settings = partOf('settings')
  const billing = partOf('billing')
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Seed of clerklet-emulator',
    description: 'The data with which an emulator starts.',
    type: 'object',
    properties: {
      $schema: describe({ type: 'string' }, partOf('$schema').symbol),
      settings: describe(objectOf(SETTINGS as Kinds, [], settings.type), settings.symbol),
      ...listsOf(SEED_SHAPES as ListShapes, seed),
      billing: describe(
        {
          type: 'object',
          properties: listsOf(BILLING_SHAPES as ListShapes, billing.type),
          additionalProperties: false,
        },
        billing.symbol,
      ),
    },
    additionalProperties: false,
  }
}

/** The JSON schema of each `Kind` of `core/params.ts`. */
const BY_KIND: Record<string, Schema> = {
  string: { type: 'string' },
  number: { type: 'integer' },
  boolean: { type: 'boolean' },
  object: { type: 'object' },
  'string[]': { type: 'array', items: { type: 'string' } },
  'object[]': { type: 'array', items: { type: 'object' } },
  // Accepts every text that `Date.parse` reads, which is more than the format `date-time`.
  time: { type: 'string' },
  any: {},
}

function readTypes() {
  const program = ts.createProgram([SOURCE], {
    ...COMPILER_OPTIONS,
    allowImportingTsExtensions: true,
    // Uses the sources of the client, because its declarations are missing or outdated when it has not been built.
    paths: { clerklet: [CLIENT] },
  })
  const checker = program.getTypeChecker()
  const file = program.getSourceFile(SOURCE)
  const exported = file && checker.getSymbolAtLocation(file)
  const found = exported && checker.getExportsOfModule(exported).find(({ name }) => name === 'Seed')
  if (!found) throw new Error('seed.ts exports no Seed')
  return { checker, seed: checker.getDeclaredTypeOfSymbol(found) }
}

/** The members of a union, without `undefined` and `null`. */
function partsOf(type: ts.Type): ts.Type[] {
  const parts = type.isUnion() ? type.types : [type]
  return parts.filter(({ flags }) => !(flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)))
}

function typeOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Type {
  return checker.getTypeOfSymbol(symbol)
}

function memberOf(
  checker: ts.TypeChecker,
  type: ts.Type | undefined,
  name: string,
): ts.Symbol | undefined {
  for (const part of type ? partsOf(type) : []) {
    const found = checker.getPropertyOfType(part, name)
    if (found) return found
  }
  return undefined
}

/** The type of the items of a list. */
function itemOf(checker: ts.TypeChecker, type: ts.Type | undefined): ts.Type | undefined {
  const [list] = type ? partsOf(type) : []
  return list && checker.getIndexTypeOfType(list, ts.IndexKind.Number)
}

/** Returns the strings of a union of string literals; undefined for any other type. */
function textsOf(type: ts.Type | undefined): string[] | undefined {
  const parts = type ? partsOf(type) : []
  const texts = parts.flatMap((part) => (part.isStringLiteral() ? [part.value] : []))
  // Sorted, because the order of the compiler is arbitrary.
  return texts.length > 0 && texts.length === parts.length ? texts.sort() : undefined
}
