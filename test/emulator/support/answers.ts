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

/** What is wrong with an answer, or nothing. */
export type AnswerCheck = (answer: {
  method: string
  route: string
  status: number
  paginated: boolean
  body: unknown
}) => string | undefined

/** Compares answers with the response schemas of the specification, which are among the committed facts. */
export function answerCheck(): AnswerCheck {
  // The contract tests read less of the document than this check.
  const document = readFacts() as unknown as Document
  const compile = schemaCompiler(document.components)
  const compiled = new Map<string, ValidateFunction>()

  return ({ method, route, status, paginated, body }) => {
    const operation = document.paths[route]?.[method.toLowerCase()]
    // An operation that only the official SDK knows; its own schema has been compared already.
    if (!operation) return undefined
    const { listedAs = status } = statuses[`${method} ${route} ${status}`] ?? {}
    const described = operation.responses[listedAs]
    if (!described) {
      // Every operation can refuse in ways that its list leaves out.
      return status < 400 ? `${status} is not among its answers` : undefined
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

/** Whether the answer is as reported and the specification is not. */
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

/** With the flag an array is the `data` of a page: the document describes the answer without it. */
function pageOf(document: Document, schema: Json): Json {
  const target = (typeof schema.$ref === 'string' ? follow(document, schema.$ref) : schema) as Json
  if (target.type !== 'array') return schema
  return {
    type: 'object',
    required: ['data', 'total_count'],
    properties: { data: schema, total_count: { type: 'integer' } },
  }
}
