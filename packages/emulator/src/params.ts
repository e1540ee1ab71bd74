import type { Context } from 'hono'
import { entry, invalid, Refusal } from './errors.ts'

/** The kind of each parameter of a body. A `?` at the end allows `null`. */
export type Kinds = Record<string, Kind | `${Kind}?`>
type Kind = 'string' | 'number' | 'boolean' | 'object' | 'string[]' | 'time'

/** The body of a request, each parameter of the kind it must be. Those that are not listed are refused, as the API does. */
export async function readBody<T extends object>(c: Context, kinds: Kinds): Promise<T> {
  const text = await c.req.text()
  if (text.length > 1_000_000) {
    throw new Refusal(413, entry('request_body_too_large', 'Request body too large'))
  }
  let body: unknown
  try {
    body = text ? JSON.parse(text) : {}
  } catch {
    body = undefined
  }
  if (typeof body !== 'object' || !body || Array.isArray(body)) {
    throw new Refusal(
      400,
      entry('request_body_invalid', 'Request body invalid', 'The body must be a JSON object'),
    )
  }
  return checkKinds<T>(body as Record<string, unknown>, kinds)
}

export function checkKinds<T extends object>(body: Record<string, unknown>, kinds: Kinds): T {
  for (const [name, value] of Object.entries(body)) {
    const kind = kinds[name]
    if (!kind) {
      throw invalid(
        name,
        'form_param_unknown',
        'is unknown',
        `${name} is not a valid parameter for this request.`,
      )
    }
    if (value === null && kind.endsWith('?')) continue
    if (!isKind(kind.replace('?', '') as Kind, value)) {
      throw invalid(
        name,
        'form_param_format_invalid',
        'is invalid',
        `${name} must be a ${kind.replace('?', '')}.`,
      )
    }
  }
  return body as T
}

function isKind(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'string[]':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'number':
      return Number.isInteger(value)
    case 'time':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    default:
      return typeof value === kind
  }
}

/** A boolean of a query. */
export function flag(query: URLSearchParams, name: string): boolean | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  if (text !== 'true' && text !== 'false') {
    throw invalid(name, 'form_param_value_invalid', 'is invalid', `${name} must be true or false.`)
  }
  return text === 'true'
}

/** A time of a query in epoch milliseconds. */
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

export function required(body: object, ...names: string[]): void {
  for (const name of names) {
    const value = (body as Record<string, unknown>)[name]
    if (value === undefined || value === null || value === '') {
      throw invalid(name, 'form_param_missing', 'is missing', `${name} must be included.`)
    }
  }
}
