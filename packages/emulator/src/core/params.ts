import type { Context } from 'hono'
import { entry, invalid, Refusal } from './errors.ts'

/**
 * The expected type of each parameter of a body. A `?` at the end allows `null`. Nested `Kinds` describe a nested object, and a
 * list with one `Kinds` describes a list of objects.
 */
export interface Kinds {
  [name: string]: Kind | `${Kind}?` | Kinds | readonly [Kinds]
}
type Kind =
  | 'string'
  | 'number'
  | 'boolean'
  | 'object'
  | 'string[]'
  | 'object[]'
  /** A text that `Date.parse` accepts. */
  | 'time'
  | 'any'

/** Returns the end of a message about an unknown parameter, such as a suggestion of a known name. */
type Hint = (name: string, known: string[]) => string

/** The maximum nesting depth of a body. */
const MOST_LEVELS = 100

/**
 * Reads the body of a request. Each parameter must have its expected type. Unknown parameters are refused, as in the API.
 *
 * @internal
 */
export async function readBody<T extends object>(c: Context, kinds: Kinds): Promise<T> {
  const body = await readJson(c)
  if (!isObject(body)) throw notA('JSON object')
  return checkKinds<T>(body, kinds)
}

/**
 * Reads the body of a bulk request: a bare list of 1 to `max` objects.
 *
 * @internal
 */
export async function readItems<T extends object>(
  c: Context,
  kinds: Kinds,
  max: number,
): Promise<T[]> {
  const body = await readJson(c)
  if (!Array.isArray(body) || !body.every(isObject)) throw notA('JSON array of objects')
  if (body.length < 1 || body.length > max) {
    throw new Refusal(
      400,
      entry('bulk_size_exceeded', 'Bulk size exceeded', `The body must hold 1 to ${max} objects.`),
    )
  }
  return body.map((item) => checkKinds<T>(item, kinds))
}

/**
 * Reads the body of a request as JSON: `{}` for an empty body, `undefined` when it is not JSON.
 *
 * @internal
 */
export async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text()
  if (text.length > 1_000_000) {
    throw new Refusal(413, entry('request_body_too_large', 'Request body too large'))
  }
  let value: unknown
  try {
    value = text ? JSON.parse(text) : {}
  } catch {
    return undefined
  }
  if (isDeeperThan(MOST_LEVELS, value)) throw notA(`JSON value of at most ${MOST_LEVELS} levels`)
  return value
}

/**
 * Reads the fields of a form, multipart or URL-encoded. A body of another type has no fields.
 *
 * @internal
 */
export async function readFormFields(c: Context): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody()
  } catch {
    throw notA('well-formed form')
  }
}

/**
 * Whether a value is nested more deeply than `levels`. Iterative: recursive functions such as `JSON.stringify` overflow the
 * stack on depths that `JSON.parse` accepts.
 */
function isDeeperThan(levels: number, value: unknown): boolean {
  let level = [value]
  for (let depth = 0; depth <= levels && level.length; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one ? Object.values(one) : []))
  }
  return level.length > 0
}

function notA(what: string): Refusal {
  return new Refusal(
    400,
    entry('request_body_invalid', 'Request body invalid', `The body must be a ${what}`),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Checks that every parameter is known and has its expected type.
 *
 * @param parent The prefix of names in messages.
 * @param hint The end of a message about an unknown parameter.
 */
export function checkKinds<T extends object>(
  body: Record<string, unknown>,
  kinds: Kinds,
  parent = '',
  hint: Hint = () => '',
): T {
  for (const [key, value] of Object.entries(body)) {
    const name = parent + key
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined
    if (!kind) {
      throw invalid(
        name,
        'form_param_unknown',
        'is unknown',
        `${name} is not a valid parameter for this request.${hint(key, Object.keys(kinds))}`,
      )
    }
    // A value of `undefined` counts as absent. Objects from code can contain `undefined`, unlike JSON.
    if (value === undefined) continue
    if (typeof kind === 'string') checkKind(name, value, kind)
    else if (value !== null) checkNested(name, value, kind, hint)
  }
  // The cast is safe: every parameter in `body` is known and has its expected type.
  return body as T
}

function checkKind(name: string, value: unknown, kind: Kind | `${Kind}?`): void {
  if (value === null && kind.endsWith('?')) return
  const wanted = kind.replace('?', '') as Kind
  if (!isKind(wanted, value)) throw malformed(name, wanted)
}

function checkNested(
  name: string,
  value: unknown,
  kind: Kinds | readonly [Kinds],
  hint: Hint,
): void {
  const [items] = Array.isArray(kind) ? (kind as readonly [Kinds]) : []
  if (!items) {
    if (!isObject(value)) throw malformed(name, 'object')
    checkKinds(value, kind as Kinds, `${name}.`, hint)
    return
  }
  if (!Array.isArray(value) || !value.every(isObject)) throw malformed(name, 'list of objects')
  value.forEach((item, i) => {
    checkKinds(item, items, `${name}[${i}].`, hint)
  })
}

function malformed(name: string, kind: string): Refusal {
  return invalid(name, 'form_param_format_invalid', 'is invalid', `${name} must be a ${kind}.`)
}

function isKind(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'string[]':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
    case 'object[]':
      return Array.isArray(value) && value.every(isObject)
    case 'object':
      return isObject(value)
    case 'any':
      return true
    case 'number':
      return Number.isInteger(value)
    case 'time':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    default:
      return typeof value === kind
  }
}

/** Reads a boolean from a query; undefined when the parameter is absent. Refuses any other value than `true` and `false`. */
export function flag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if (text !== 'true' && text !== 'false') {
    throw invalid(name, 'form_param_value_invalid', 'is invalid', `${name} must be true or false.`)
  }
  return text === 'true'
}

/** Reads a time from a query, in epoch milliseconds; undefined when the parameter is absent. */
export function time(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if (!/^-?\d+$/.test(text)) {
    throw invalid(
      name,
      'form_param_value_invalid',
      'is invalid',
      `${name} must be epoch milliseconds.`,
    )
  }
  return Number(text)
}

/** Returns the value of a parameter that must be one of the allowed values; undefined when the parameter is absent. */
export function oneOf<T extends string>(
  name: string,
  value: string | null | undefined,
  values: readonly T[],
): T | undefined {
  if (value === null || value === undefined) return undefined
  const found = values.find((one) => one === value)
  if (!found) {
    throw invalid(
      name,
      'form_param_value_invalid',
      'is invalid',
      `${name} must be one of ${values.join(', ')}.`,
    )
  }
  return found
}

export function required(body: object, ...names: string[]): void {
  for (const name of names) {
    const value = (body as Record<string, unknown>)[name]
    if (value === undefined || value === null || value === '') {
      throw invalid(name, 'form_param_missing', 'is missing', `${name} must be included.`)
    }
  }
}

/** Refuses text that is too short or too long. */
export function checkLength(
  name: string,
  text: string | null | undefined,
  least: number,
  most = Number.POSITIVE_INFINITY,
): void {
  if (text === null || text === undefined) return
  if (text.length < least) {
    throw invalid(
      name,
      'form_param_min_length_exceeded',
      'does not reach minimum length',
      `${name} must be at least ${least} characters long.`,
    )
  }
  if (text.length > most) {
    throw invalid(
      name,
      'form_param_max_length_exceeded',
      'exceeds maximum length',
      `${name} must be at most ${most} characters long.`,
    )
  }
}

/** Refuses an address that is not an absolute URL. Any scheme is allowed: apps have schemes of their own. */
export function checkUrl(name: string, url: string | null | undefined): void {
  if (url === null || url === undefined || URL.canParse(url)) return
  throw invalid(
    name,
    'form_param_format_invalid',
    'is invalid',
    `${name} must be a full URL, such as https://www.example.com`,
  )
}

/** Refuses a number outside the range of a parameter. */
export function checkRange(
  name: string,
  value: number | null | undefined,
  least: number,
  most: number,
): void {
  if (value === null || value === undefined || (value >= least && value <= most)) return
  throw invalid(
    name,
    'form_param_value_invalid',
    'is invalid',
    `${name} must be ${least} to ${most}.`,
  )
}
