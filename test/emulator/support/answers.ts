import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { default as addFormats } from 'ajv-formats'
import { readFacts } from '#contract/support/specification.ts'
import { fields, statuses, unlisted } from './exceptions.ts'

type Json = Record<string, unknown>

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
  // The document breaks rules of its own dialect: siblings of $ref, and nullable without a type.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, logger: false })
  // Its types say that the module is the function; at run time it is a property of it, too.
  ;(addFormats as unknown as (ajv: Ajv) => void)(ajv)
  ajv.addSchema({ $id: 'spec', components: nullsAsTypes(document.components) as Json })
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
    const validate =
      compiled.get(key) ?? ajv.compile(absoluteRefs(wrapped ? pageOf(document, schema) : schema))
    compiled.set(key, validate)
    if (validate(withoutUnlisted(`${method} ${route}`, body))) return undefined
    const found = (validate.errors ?? []).filter((error) => !isKnown(key, error))
    return found.length ? found.slice(0, 5).map(line).join('; ') : undefined
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

function line({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '(root)'} ${message} ${JSON.stringify(params)}`
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

function absoluteRefs(schema: Json): Json {
  const rewritten = nullsAsTypes(schema)
  return JSON.parse(JSON.stringify(rewritten).replaceAll('"$ref":"#/', '"$ref":"spec#/')) as Json
}

/** `nullable` in words of JSON Schema. */
function nullsAsTypes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(nullsAsTypes)
  if (typeof value !== 'object' || value === null) return value
  const { nullable, discriminator, ...rest } = value as Json
  const plain: Json = Object.fromEntries(
    Object.entries(rest).map(([key, item]) => [key, nullsAsTypes(item)]),
  )
  // A property may have the name of a keyword.
  if (typeof nullable === 'object') plain.nullable = nullsAsTypes(nullable)
  if (typeof discriminator === 'object' && !('propertyName' in (discriminator as Json))) {
    plain.discriminator = nullsAsTypes(discriminator)
  }
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain
}
