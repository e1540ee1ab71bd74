import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { either, type Field, type Shape, shapeOf } from './shape.ts'

/** The edition of the specification of the Backend API that clerklet is compared with. */
export const NEWEST = 'bapi-2026-05-12'

/** The keywords of OpenAPI schemas that the specification uses. */
export interface SchemaObject {
  $ref?: string
  type?: string
  format?: string
  nullable?: boolean
  deprecated?: boolean
  enum?: unknown[]
  properties?: Record<string, SchemaObject>
  required?: string[]
  items?: SchemaObject
  additionalProperties?: boolean | SchemaObject
  oneOf?: SchemaObject[]
  anyOf?: SchemaObject[]
  allOf?: SchemaObject[]
}

export interface Parameter {
  $ref?: string
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  explode?: boolean
  deprecated?: boolean
  schema: SchemaObject & { minimum?: number; maximum?: number }
}

export interface Body {
  required: boolean
  mediaType: string
  shape: Shape
}

export interface Success {
  status: number
  /** Undefined for a response without a body, and for a body that the document does not describe. */
  schema: SchemaObject | undefined
}

export interface SpecifiedOperation {
  /** For example, `GET /users/{user_id}`. */
  key: string
  operationId: string
  query: Parameter[]
  body: Body | undefined
  success: Success
  deprecated: boolean
  /** Whether the operation needs no key. */
  open: boolean
}

export interface SpecifiedEvent {
  schema: SchemaObject
  /** Examples of the event. A placeholder of the same JSON type, such as `''` or `0`, replaces each value. */
  examples: unknown[]
}

export interface Specification {
  operations: Map<string, SpecifiedOperation>
  /** The webhook events by their type. Empty for an edition of the Backend API. */
  events: Map<string, SpecifiedEvent>
  shape(schema: SchemaObject): Shape
  /** Returns the shape of a response. An array becomes a page when the operation has the parameter `paginated`. */
  answer(operation: SpecifiedOperation): Shape
}

/** A file of facts: an OpenAPI document from which the descriptions are removed. */
export interface Document {
  info: { version: string }
  paths?: Record<string, Record<string, RawOperation>>
  'x-webhooks'?: Record<string, { post: RawEvent }>
  components: Record<string, Record<string, unknown>>
}

interface RawOperation {
  operationId: string
  deprecated?: boolean
  parameters?: Parameter[]
  security?: unknown[]
  requestBody?: { required?: boolean; content: Record<string, { schema: SchemaObject }> }
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: SchemaObject }> }>
}

interface RawEvent {
  requestBody: {
    content: Record<
      string,
      { schema: SchemaObject; example?: unknown; examples?: Record<string, { $ref: string }> }
    >
  }
}

/** The path of the committed facts of an edition, such as `bapi-2026-05-12`. `npm run api:facts` writes this file. */
export function factsFile(edition = NEWEST): string {
  return fileURLToPath(new URL(`../facts/${edition}.json`, import.meta.url))
}

/** Reads the facts of an edition, which are an OpenAPI document. */
export function readFacts(edition = NEWEST): Document {
  return JSON.parse(readFileSync(factsFile(edition), 'utf8'))
}

/** Converts the facts of an edition to the shapes that the tests compare. */
export function readSpecification(edition = NEWEST): Specification {
  const document = readFacts(edition)
  const named = new Map<string, Shape>()

  function follow<T>(ref: string): T {
    const [, , section = '', name = ''] = ref.split('/')
    const found = document.components[section]?.[name]
    if (!found) throw new Error(`${edition} refers to ${ref}, which is not there`)
    return found as T
  }
  const resolve = (schema: SchemaObject): SchemaObject =>
    schema.$ref ? resolve(follow(schema.$ref)) : schema

  function shape(schema: SchemaObject): Shape {
    if (!schema.$ref) return plain(schema)
    const known = named.get(schema.$ref)
    const name = schema.$ref.split('/').at(-1)
    const found = known ?? { ...shape(resolve(schema)), name }
    named.set(schema.$ref, found)
    return schema.nullable ? either([found, shapeOf('null')]) : found
  }

  function plain(schema: SchemaObject): Shape {
    const { type, nullable, allOf, oneOf, anyOf, properties, items } = schema
    if (nullable) return either([plain({ ...schema, nullable: false }), shapeOf('null')])
    if (allOf) {
      const { allOf: _, ...rest } = schema
      return all(says(rest) || rest.required ? [...allOf, rest] : allOf)
    }
    // An `anyOf` that only contains `required` lists combinations of keys. The keys themselves are in the same schema.
    const alternatives = [...(oneOf ?? []), ...(anyOf ?? [])].filter(says)
    if (alternatives.length) return either(alternatives.map(shape))
    const values = schema.enum?.filter((value) => typeof value === 'string')
    if (schema.enum?.includes(null)) {
      return either([plain({ ...schema, enum: values ?? [] }), shapeOf('null')])
    }
    switch (type ?? (properties ? 'object' : 'unknown')) {
      case 'object':
        return shapeOf('object', { fields: () => fieldsOf(schema) })
      case 'array':
        return shapeOf('array', { item: () => shape(items ?? {}) })
      case 'integer':
      case 'number':
        return shapeOf('number')
      case 'boolean':
        return shapeOf('boolean')
      case 'string':
        if (schema.format === 'binary') return shapeOf('file')
        return shapeOf('string', { values: values?.length ? new Set(values) : undefined })
      case 'unknown':
        return shapeOf('unknown')
      default:
        throw new Error(`${edition} uses the type ${type}, which these tests do not know`)
    }
  }

  function fieldsOf({ properties = {}, required = [] }: SchemaObject): Record<string, Field> {
    return Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        {
          required: required.includes(name),
          deprecated: property.deprecated === true,
          shape: shape(property),
        },
      ]),
    )
  }

  /** Returns the shape of `allOf`. It has the keys of all parts. A key is required when one part requires it. */
  function all(parts: SchemaObject[]): Shape {
    const shapes = parts.map(shape)
    const [only] = shapes
    if (shapes.length === 1 && only) return only
    return shapeOf('object', {
      fields: () => {
        const found: Record<string, Field> = {}
        for (const { fields } of shapes) {
          for (const [name, field] of Object.entries(fields?.() ?? {})) {
            const required = field.required || found[name]?.required === true
            found[name] = { ...field, required }
          }
        }
        for (const name of parts.flatMap((part) => part.required ?? [])) {
          const field = found[name]
          if (field) found[name] = { ...field, required: true }
        }
        return found
      },
    })
  }

  const operations = new Map<string, SpecifiedOperation>()
  for (const [route, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, raw] of Object.entries(methods)) {
      const key = `${method.toUpperCase()} ${route}`
      const parameters = (raw.parameters ?? []).map((parameter) =>
        parameter.$ref ? follow<Parameter>(parameter.$ref) : parameter,
      )
      const [mediaType, content] = Object.entries(raw.requestBody?.content ?? {})[0] ?? []
      const [status, answer] = Object.entries(raw.responses).find(([code]) => /^2/.test(code)) ?? []
      if (!answer) throw new Error(`${key} documents no success`)
      const { content: answered } = answer.$ref ? follow<typeof answer>(answer.$ref) : answer
      operations.set(key, {
        key,
        operationId: raw.operationId,
        query: parameters.filter((parameter) => parameter.in === 'query'),
        body:
          mediaType && content
            ? {
                mediaType,
                required: raw.requestBody?.required === true,
                shape: shape(content.schema),
              }
            : undefined,
        success: { status: Number(status), schema: answered?.['application/json']?.schema },
        deprecated: raw.deprecated === true,
        open: raw.security?.length === 0,
      })
    }
  }
  const events = new Map<string, SpecifiedEvent>()
  for (const [type, { post }] of Object.entries(document['x-webhooks'] ?? {})) {
    const content = post.requestBody.content['application/json']
    if (!content) throw new Error(`${type} is not sent as JSON`)
    const { schema, example, examples = {} } = content
    const named = Object.values(examples).map(({ $ref }) => follow<{ value: unknown }>($ref).value)
    events.set(type, { schema, examples: example ? [example, ...named] : named })
  }

  function answer({ query, success: { schema = {} } }: SpecifiedOperation): Shape {
    const found = shape(schema)
    // The client sends the parameter `paginated`, so an array becomes a page. The document describes the response to a request
    // without this parameter.
    if (!found.item || !query.some(({ name }) => name === 'paginated')) return found
    return shapeOf('object', {
      fields: () => ({
        data: { required: true, deprecated: false, shape: found },
        total_count: { required: true, deprecated: false, shape: shapeOf('number') },
      }),
    })
  }

  return { operations, events, shape, answer }
}

/** Whether a schema has other keywords than `required` and `type: object`. */
function says({ required: _, type, ...rest }: SchemaObject) {
  return (type !== undefined && type !== 'object') || Object.keys(rest).length > 0
}
