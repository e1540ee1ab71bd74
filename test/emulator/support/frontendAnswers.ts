import type { ValidateFunction } from 'ajv'
import type { Emulator } from 'clerklet-emulator'
import { withAdditions } from '#contract/facts.mjs'
import { readFacts } from '#contract/support/specification.ts'
import { deviations } from './frontendDeviations.ts'
import { type Json, lineOf, schemaCompiler } from './schemaCompiler.ts'

/** The edition of the specification of the Frontend API that the emulator is compared with. */
const EDITION = 'fapi-2026-05-12'

interface Described {
  $ref?: string
  content?: Record<string, { schema: Json }>
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Described> }>>
  components: Record<string, Json>
}

/** A response of the Frontend API. */
export interface FrontendAnswer {
  method: string
  path: string
  status: number
  /** The parsed JSON; undefined when the response is not JSON. */
  body: unknown
}

/** An operation of the Frontend API, such as `GET /v1/client`. */
interface Operation {
  key: string
  pattern: RegExp
  responses: Record<string, Described>
}

let check: ((answer: FrontendAnswer) => string | undefined) | undefined

/**
 * Compares a response with the published Frontend API.
 *
 * @returns the operation, such as `GET /v1/client`; undefined for an error response to a request that is no operation.
 * @throws {Error} when the response differs from the specification, except for the differences in `deviations`. Also when a
 *   request that is no operation succeeds.
 */
export function checkFrontendAnswer(answer: FrontendAnswer): string | undefined {
  // Created at the first use, because reading the document takes time and many test files import this module.
  check ??= frontendCheck()
  return check(answer)
}

/** Returns a `fetch` that rejects when a JSON response differs from the specification. */
export function checkedFetch(fetch: Emulator['fetch']): Emulator['fetch'] {
  return async (input, init) => {
    const request = new Request(input as Request, init)
    const response = await fetch(request)
    if (!response.headers.get('content-type')?.includes('json')) return response
    const { method, url } = request
    const body: unknown = await response.clone().json()
    checkFrontendAnswer({ method, path: new URL(url).pathname, status: response.status, body })
    return response
  }
}

function frontendCheck(): (answer: FrontendAnswer) => string | undefined {
  const document = withAdditions(readFacts(EDITION), deviations) as Document
  const compile = schemaCompiler(document.components)
  const operations = operationsOf(document)
  const compiled = new Map<string, ValidateFunction | undefined>()

  return ({ method, path, status, body }) => {
    const operation = operations.find(
      ({ key, pattern }) => key.startsWith(`${method} `) && pattern.test(path),
    )
    const key = operation?.key
    const name = `${key} ${status}`
    if (!compiled.has(name)) {
      const schema = operation
        ? schemaOf(document, operation, status)
        : { $ref: '#/components/schemas/ClerkErrors' }
      if (!operation && status < 400) throw new Error(`${method} ${path} is no operation`)
      compiled.set(name, schema && compile(schema))
    }
    const validate = compiled.get(name)
    if (!validate || validate(body)) return key
    const problems = (validate.errors ?? []).slice(0, 8).map(lineOf).join('\n')
    throw new Error(`${method} ${path} responds with ${status}, and\n${problems}`)
  }
}

/**
 * Lists the operations. Operations with fewer parameters come first, so that `/organizations/{id}/invitations/pending` is found
 * before the route of a single invitation.
 */
function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths)
    .flatMap(([path, methods]) => {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/{\w+}/g, '[^/]+')}$`)
      return Object.entries(methods).map(([method, { responses }]) => ({
        key: `${method.toUpperCase()} ${path}`,
        pattern,
        responses,
      }))
    })
    .sort((one, other) => one.key.split('{').length - other.key.split('{').length)
}

/** Returns the schema of a response. An error status that the specification does not list has the schema `ClerkErrors`. */
function schemaOf(document: Document, { key, responses }: Operation, status: number) {
  const described = responses[status]
  if (!described) {
    if (status >= 400) return { $ref: '#/components/schemas/ClerkErrors' }
    throw new Error(`${key} responds with ${status}, which it does not document`)
  }
  const [, , section = '', name = ''] = (described.$ref ?? '').split('/')
  const target = document.components[section]?.[name] as Described | undefined
  return (target ?? described).content?.['application/json']?.schema
}
