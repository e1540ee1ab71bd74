import type { ErrorObject, ValidateFunction } from 'ajv'
import { readFacts } from '#contract/support/specification.ts'
import { fields, statuses, unlisted } from './exceptions.ts'
import { type Json, lineOf, schemaCompiler } from './schemaCompiler.ts'

interface Operation {
  parameters?: { name?: string; $ref?: string }[]
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: Json }> }>
}

interface Document {
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Json>
}

/** Returns the differences between a response and the specification; undefined when there are none. */
export type AnswerCheck = (answer: {
  method: string
  route: string
  status: number
  paginated: boolean
  body: unknown
}) => string | undefined

/** Returns a function that compares responses with the response schemas of the specification. */
export function answerCheck(): AnswerCheck {
  // Uses a wider type of the document than the contract tests, because this check reads more of it.
  const document = readFacts() as unknown as Document
  const compile = schemaCompiler(document.components)
  const compiled = new Map<string, ValidateFunction>()

  return ({ method, route, status, paginated, body }) => {
    const operation = document.paths[route]?.[method.toLowerCase()]
    // Skips operations that only the official SDK has. The client compares the response with its own schema.
    if (!operation) return undefined
    const { listedAs = status } = statuses[`${method} ${route} ${status}`] ?? {}
    const described = operation.responses[listedAs]
    if (!described) {
      // The specification does not list every error status of an operation.
      return status < 400 ? `${status} is not among its documented statuses` : undefined
    }
    const { content } = described.$ref ? follow(document, described.$ref) : described
    const schema = content?.['application/json']?.schema
    if (!schema) return undefined
    const wrapped = paginated && takesFlag(document, operation)
    const key = `${method} ${route} ${status} ${wrapped}`
    const validate = compiled.get(key) ?? compile(wrapped ? pageOf(document, schema) : schema)
    compiled.set(key, validate)
    if (validate(withoutUnlisted(`${method} ${route}`, body))) return undefined
    const found = (validate.errors ?? []).filter((error) => !isKnown(key, error))
    return found.length ? found.slice(0, 5).map(lineOf).join('; ') : undefined
  }
}

function withoutUnlisted(operation: string, body: unknown): unknown {
  const found = unlisted.find((one) => one.operation === operation)
  if (!found || typeof body !== 'object' || body === null) return body
  return Object.fromEntries(Object.entries(body).filter(([name]) => !found.names.includes(name)))
}

/** Whether `fields` of `exceptions.ts` lists the problem as a known error of the specification. */
function isKnown(key: string, { instancePath, message }: ErrorObject): boolean {
  return fields.some(
    ({ operation, path, problem }) =>
      operation.test(key) && path.test(instancePath) && message === problem,
  )
}

function follow(document: Document, ref: string): { content?: Record<string, { schema: Json }> } {
  const [, , section = '', name = ''] = ref.split('/')
  return document.components[section]?.[name] as { content?: Record<string, { schema: Json }> }
}

function takesFlag(document: Document, { parameters = [] }: Operation): boolean {
  return parameters.some(({ name, $ref }) =>
    $ref
      ? (follow(document, $ref) as { name?: string }).name === 'paginated'
      : name === 'paginated',
  )
}

/** Converts the schema of an array to that of a page, the response to `paginated=true`. The specification has only the array. */
function pageOf(document: Document, schema: Json): Json {
  const target = (typeof schema.$ref === 'string' ? follow(document, schema.$ref) : schema) as Json
  if (target.type !== 'array') return schema
  return {
    type: 'object',
    required: ['data', 'total_count'],
    properties: { data: schema, total_count: { type: 'integer' } },
  }
}
