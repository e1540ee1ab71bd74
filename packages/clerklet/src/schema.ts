import * as v from 'valibot'

/** A schema for answers of type `T`. Annotating with it keeps the declarations flat. */
export interface Schema<T> extends v.GenericSchema<T> {}

/** A string that is one of the known values today and may be another one tomorrow. */
export type Open<T extends string> = T | (string & {})

/** Free-form data of the application: keys and values are kept as sent. */
export interface Metadata {
  [key: string]: unknown
}

/** A page of a list, and how many items there are in all. */
export interface Page<T> {
  data: T[]
  total_count: number
}

/** One place where an answer is not what its schema says. Values are left out: they may be personal data. */
export interface Disagreement {
  /** Where, such as `email_addresses[0].verification`; empty for the root. */
  path: string
  /** The kind that was promised. */
  expected: string
  /** The kind that arrived. */
  received: string
}

/** A string whose known values are types only: they may grow, and cost no bytes. */
export const open = <const T extends string>(): v.GenericSchema<Open<T>> =>
  v.string() as v.GenericSchema<unknown> as v.GenericSchema<Open<T>>

/** The `object` of an entity: its name in the types, any string at run time. */
export const tag = <const T extends string>(): v.GenericSchema<T> =>
  v.string() as v.GenericSchema<unknown> as v.GenericSchema<T>

/** Free-form data. Keys are neither listed nor dropped. */
export const MetadataSchema: Schema<Metadata> = v.object(
  {},
) as v.GenericSchema<unknown> as Schema<Metadata>

/** The schema of a bare array of entities. */
export function arrayOf<T>(item: Schema<T>): Schema<T[]> {
  return v.array(item)
}

/** The schema of a page of entities. */
export function pageOf<T>(item: Schema<T>): Schema<Page<T>> {
  return v.object({ data: v.array(item), total_count: v.number() })
}

/** The parts of a valibot schema that {@link disagreements} reads. */
interface SchemaData {
  type: string
  entries?: Record<string, SchemaData>
  item?: SchemaData
  wrapped?: SchemaData
}

/**
 * Compares kinds only, and returns nothing when they agree: a walk over the schema as data, which builds no copy of the
 * answer as valibot's own parsing does.
 *
 * Below the root a missing key or a `null` passes unless `strict`. An array is never an object, at any depth.
 */
export function disagreements(
  schema: SchemaData,
  value: unknown,
  strict: boolean,
  nested = false,
): Disagreement[] | undefined {
  let nullable = nested && !strict
  let optional = nullable
  while (schema.wrapped) {
    if (schema.type !== 'optional') nullable = true
    if (schema.type !== 'nullable') optional = true
    schema = schema.wrapped
  }
  if (value === null ? nullable : value === undefined && optional) return undefined
  const { type: expected, entries, item } = schema
  const received = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  if (expected === 'unknown') return undefined
  if (received !== expected) return [{ path: '', expected, received }]

  let found: Disagreement[] | undefined
  const compare = (key: string, child: SchemaData, next: unknown) => {
    const inner = disagreements(child, next, strict, true)
    if (inner) {
      found ??= []
      for (const issue of inner) {
        const { path } = issue
        found.push({ ...issue, path: key + (path && path[0] !== '[' ? '.' : '') + path })
      }
    }
  }
  if (item) {
    const items = value as unknown[]
    for (let index = 0; index < items.length; index++) {
      // The key is built for every item of every list otherwise.
      if (disagreements(item, items[index], strict, true)) compare(`[${index}]`, item, items[index])
    }
  }
  for (const key in entries) compare(key, entries[key] as SchemaData, (value as Metadata)[key])
  return found
}
