import { type BaseIssue, type GenericSchema, type IssuePathItem, safeParse } from 'valibot'
import type { Metadata } from './applicationTypes.ts'
import type { Disagreement } from './disagreement.ts'
import { ClerkConfigError } from './errors.ts'

/*
 * Compares a response with its schema.
 *
 * The parser of valibot copies the value, and this package returns a response as received. So each schema is converted once
 * to a `Shape`, and the response is compared with the shape. A shape covers objects, arrays, strings, numbers,
 * booleans, and values that may be null or missing. Any other valibot schema, at any depth, is checked by valibot.
 *
 * A shape also caches the keys of the last object in their order, and the entry of each: the objects of a list usually have
 * the same keys in the same order. In `npm run bench`, `a page of 500 users, in process` takes 1.2 times as long as bare
 * `fetch` and `json()`; with valibot alone it takes 2.3 times as long.
 */

/** The fields of a valibot schema from which its `Shape` is made. */
interface SchemaData {
  type: string
  async: boolean
  /** The interface of Standard Schema: https://standardschema.dev */
  '~standard': { validate(value: unknown): object }
  entries?: Record<string, SchemaData>
  item?: SchemaData
  wrapped?: SchemaData
  /** Set by `v.pipe`. */
  pipe?: unknown
  /** Set by `v.fallback`. */
  fallback?: unknown
}

type Scalar = 'string' | 'number' | 'boolean'

/** The requirements of a schema. Any value passes unless one of `scalar`, `item`, `entries` and `foreign` is set. */
interface Shape {
  /** The `typeof` of a string, a number or a boolean. */
  scalar: Scalar | undefined
  /** For an array: the shape of its items. */
  item: Shape | undefined
  /** For an object: the shape of each known key. */
  entries: Map<string, Shape> | undefined
  /** For any other schema: the schema itself, with which valibot checks the value. */
  foreign: GenericSchema | undefined
  acceptsNull: boolean
  acceptsMissing: boolean
  /** The keys of the object that was compared last, in its order. */
  lastKeys: string[]
  /** The entry of each of `lastKeys`; undefined for an unknown key. */
  lastShapes: (Shape | undefined)[]
  /** The `scalar` of each of `lastShapes`. */
  lastScalars: (Scalar | undefined)[]
}

/** Schemas that accept null or a missing value. The schema that they wrap checks every other value. */
const WRAPPERS = ['optional', 'exact_optional', 'nullable', 'nullish', 'undefinedable']

/**
 * Returns the validation issues of a value; undefined when the value agrees with the schema.
 *
 * Unless `strict`, null and missing values pass everywhere below the root. Unlike in valibot, an array is never an object.
 * In a part that valibot checks, null and missing values pass as well, unless they make a whole `union`, `variant` or check
 * fail.
 *
 * @throws {ClerkConfigError} when the schema is asynchronous.
 */
export function compareWithSchema(
  schema: GenericSchema,
  value: unknown,
  strict: boolean,
): Disagreement[] | undefined {
  const isStrict = strict || value === null || value === undefined
  const found = disagreements(shapeOf(schema), value, isStrict, '')
  return found.length > 0 ? found : undefined
}

/**
 * Reads a schema, so that a mistake in it is found before a request is sent.
 *
 * @throws {ClerkConfigError} when the schema is asynchronous.
 */
export function checkSchema(schema: GenericSchema): void {
  shapeOf(schema)
}

/** The shape of each schema. It is made on first use, because this package runs nothing on import. */
const shapes = new WeakMap<object, Shape>()

function shapeOf(schema: GenericSchema): Shape {
  const known = shapes.get(schema)
  if (known) return known
  // The type `GenericSchema` lacks the fields that only some kinds of schema have.
  const data = schema as GenericSchema & SchemaData
  const shape: Shape = {
    scalar: undefined,
    item: undefined,
    entries: undefined,
    foreign: undefined,
    acceptsNull: false,
    acceptsMissing: data.type === 'exact_optional',
    lastKeys: [],
    lastShapes: [],
    lastScalars: [],
  }
  // Stored before the schema is read, because a schema may contain itself.
  shapes.set(schema, shape)
  try {
    readInto(shape, data)
  } catch (error) {
    shapes.delete(schema)
    throw error
  }
  return shape
}

function readInto(shape: Shape, schema: GenericSchema & SchemaData): void {
  let inner: SchemaData = schema
  while (isPlain(inner) && WRAPPERS.includes(inner.type) && inner.wrapped) inner = inner.wrapped
  if (schema.async || inner.async) throw asynchronous()

  const { type, item, entries } = inner
  const isAnything = type === 'unknown' || type === 'any'
  if (!isPlain(inner)) shape.foreign = schema
  else if (isScalarName(type)) shape.scalar = type
  else if (type === 'array' && item) shape.item = shapeOf(item as GenericSchema & SchemaData)
  else if ((type === 'object' || type === 'loose_object') && entries) {
    shape.entries = new Map()
    for (const [key, entry] of Object.entries(entries)) {
      shape.entries.set(key, shapeOf(entry as GenericSchema & SchemaData))
    }
  } else if (!isAnything) shape.foreign = schema

  // valibot itself decides on null and undefined in a foreign schema.
  if (shape.foreign) {
    if (hasAsyncPart(schema, new Set())) throw asynchronous()
    return
  }
  const accepts = (value: unknown) =>
    isAnything || (inner !== schema && !('issues' in schema['~standard'].validate(value)))
  shape.acceptsNull = accepts(null)
  shape.acceptsMissing ||= accepts(undefined)
}

function asynchronous(): ClerkConfigError {
  return new ClerkConfigError(
    'The schema is asynchronous: build it without the functions of valibot whose names end in Async',
  )
}

/** Whether any part of a schema is asynchronous. The synchronous `safeParse` would let every value of that part pass. */
function hasAsyncPart(part: unknown, seen: Set<object>): boolean {
  if (typeof part !== 'object' || part === null || seen.has(part)) return false
  seen.add(part)
  const { async } = part as Partial<SchemaData>
  return async === true || Object.values(part).some((inner) => hasAsyncPart(inner, seen))
}

/** Whether a schema has neither a pipe nor a fallback, so that its type alone describes it. */
function isPlain(schema: SchemaData): boolean {
  return schema.pipe === undefined && !('fallback' in schema)
}

function isScalarName(type: string): type is Scalar {
  return type === 'string' || type === 'number' || type === 'boolean'
}

/** Whether a value agrees with a shape. Does not search for the places that disagree: `disagreements` does. */
function agrees(shape: Shape, value: unknown, strict: boolean): boolean {
  const { scalar, item, entries, foreign } = shape
  if (value === null || value === undefined) {
    if (!strict) return true
    if (value === null ? shape.acceptsNull : shape.acceptsMissing) return true
  }
  if (foreign) return issuesOf(foreign, value, strict).length === 0
  if (scalar) return isScalar(scalar, value)
  if (item) return Array.isArray(value) && value.every((one) => agrees(item, one, strict))
  if (!entries) return true
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return objectAgrees(shape, entries, value, strict)
}

/** Like `agrees`, for an object. Loops over the keys of the value, not of the schema, so that `lastKeys` can be used. */
function objectAgrees(
  shape: Shape,
  entries: Map<string, Shape>,
  value: object,
  strict: boolean,
): boolean {
  // Free-form data: its keys are not checked.
  if (entries.size === 0) return true
  const { lastKeys, lastShapes, lastScalars } = shape
  let place = 0
  for (const key in value) {
    if (lastKeys[place] !== key) {
      const entry = entries.get(key)
      lastKeys[place] = key
      lastShapes[place] = entry
      lastScalars[place] = entry?.scalar
    }
    // Any object of parsed JSON can be read by key.
    const part = (value as Metadata)[key]
    const scalar = lastScalars[place]
    const entry = lastShapes[place]
    place++
    // For most values, one of the next two checks passes, and `agrees` is not called.
    if (part === null && !strict) continue
    if (scalar && isScalar(scalar, part)) continue
    if (entry && !agrees(entry, part, strict)) return false
  }
  if (strict) {
    for (const [key, entry] of entries) {
      if (!(key in value) && !agrees(entry, undefined, strict)) return false
    }
  }
  return true
}

function isScalar(scalar: Scalar, value: unknown): boolean {
  return typeof value === scalar
}

/** Finds all validation issues of a value, in the order of the schema. */
function disagreements(
  shape: Shape,
  value: unknown,
  strict: boolean,
  path: string,
): Disagreement[] {
  if (agrees(shape, value, strict)) return []
  const { scalar, item, entries, foreign } = shape
  if (foreign) {
    const found = new Map<string, Disagreement>()
    for (const issue of issuesOf(foreign, value, strict)) {
      const disagreement = disagreementOf(issue, path)
      found.set(`${disagreement.path} ${disagreement.expected}`, disagreement)
    }
    return [...found.values()]
  }
  const expected = item ? 'array' : (scalar ?? 'object')
  const received = jsonKindOf(value)
  if (received !== expected) return [{ path, expected, received }]
  if (item) {
    // Always an array here, since `received` is `array`.
    return (value as unknown[]).flatMap((one, index) =>
      disagreements(item, one, strict, joined(path, index)),
    )
  }
  return [...(entries ?? [])].flatMap(([key, entry]) =>
    disagreements(entry, (value as Metadata)[key], strict, joined(path, key)),
  )
}

/**
 * Validates a value with valibot. Unless `strict`, issues for null and missing values below the root are left out. The issues
 * of an array in place of an object are kept.
 */
function issuesOf(
  schema: GenericSchema,
  value: unknown,
  strict: boolean,
): readonly BaseIssue<unknown>[] {
  const { issues = [] } = safeParse(schema, value)
  if (strict) return issues
  return issues.filter(
    ({ path, input }) =>
      !path || (input !== null && input !== undefined) || path.some(isArrayForObject),
  )
}

/** Whether valibot treated an array as an object, and reported the keys of the object as missing. */
function isArrayForObject({ type, input }: IssuePathItem): boolean {
  return type === 'object' && Array.isArray(input)
}

/** Converts an issue of valibot. Its `message` and `received` are left out, since they may quote the value. */
function disagreementOf(issue: BaseIssue<unknown>, root: string): Disagreement {
  let path = root
  for (const part of issue.path ?? []) {
    if (isArrayForObject(part)) return { path, expected: 'object', received: 'array' }
    const { key } = part
    path = joined(path, typeof key === 'number' ? key : String(key))
  }
  return { path, expected: issue.expected ?? issue.type, received: jsonKindOf(issue.input) }
}

/** Appends a key or an index to a path: `a[0]` and `b` become `a[0].b`. */
function joined(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`
  return path ? `${path}.${key}` : key
}

function jsonKindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}
