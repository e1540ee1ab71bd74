import { type Kind, type Shape, shapeOf } from './shape.ts'

/** The parts of a valibot schema that our schemas use. */
interface SchemaData {
  type: string
  entries?: Record<string, SchemaData>
  item?: SchemaData
  wrapped?: SchemaData
}

const KINDS: ReadonlySet<string> = new Set<Kind>([
  'array',
  'boolean',
  'number',
  'object',
  'string',
  'unknown',
])
const known = new WeakMap<object, Shape>()

/** Returns the shape of a schema of `clerklet/schemas`, or of a schema that contains such schemas. */
export function schemaShape(schema: object): Shape {
  const met = known.get(schema)
  if (met) return met
  const { nullable, inner } = unwrap(schema as SchemaData)
  const { type, entries, item } = inner
  // Schemas of responses check only the JSON type. A stricter schema would refuse a value that the API adds later.
  if (!KINDS.has(type)) throw new Error(`A schema of the type ${type} checks more than a JSON type`)
  const found = shapeOf(type as Kind, {
    fields: entries && (() => fieldsOf(entries)),
    item: item && (() => schemaShape(item)),
  })
  if (nullable) found.kinds.add('null')
  known.set(schema, found)
  return found
}

function fieldsOf(entries: Record<string, SchemaData>) {
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => [
      name,
      { required: !unwrap(entry).optional, deprecated: false, shape: schemaShape(entry) },
    ]),
  )
}

function unwrap(schema: SchemaData): { inner: SchemaData; nullable: boolean; optional: boolean } {
  let inner = schema
  let nullable = false
  let optional = false
  while (inner.wrapped) {
    if (inner.type !== 'optional') nullable = true
    if (inner.type !== 'nullable') optional = true
    inner = inner.wrapped
  }
  return { inner, nullable, optional }
}
