import { ClerkConfigError } from './errors.ts'
import { kindOf } from './kindOf.ts'
import { redact } from './redact.ts'

/** The kinds of objects that `JSON.stringify` would turn into `{}`. */
const OPAQUE = /^(Blob|File|Headers|Map|ReadableStream|Set|URLSearchParams)$/

/**
 * Returns the body of a request, ready to send: an object as JSON text, a `FormData` unchanged, `undefined` for no body.
 *
 * @param operation Names the call in errors.
 * @param secrets The values that no error may show.
 * @throws {ClerkConfigError} when the body cannot be sent as JSON. The error describes the first problem.
 */
export function bodyOf(
  operation: string,
  body: unknown,
  secrets: readonly unknown[],
): string | FormData | undefined {
  if (body === undefined || body instanceof FormData) return body
  const flaw = flawOf(body)
  try {
    const json = flaw ? undefined : JSON.stringify(body)
    if (json !== undefined) return json
  } catch {
    // The original error is dropped: it may quote the params.
  }
  throw new ClerkConfigError(`${operation}: ${redact(flaw ?? explained(body), secrets)}`)
}

/** Describes why a body cannot be sent, judged by its type alone; undefined when the body may be JSON. */
function flawOf(body: unknown): string | undefined {
  if (typeof body === 'function' || typeof body === 'symbol') {
    return `params are ${kindOf(body)}: pass an object`
  }
  if (ArrayBuffer.isView(body) || body instanceof ArrayBuffer) {
    return 'params hold bytes: pass an object, or a FormData with a Blob'
  }
  const kind = Object.prototype.toString.call(body).slice('[object '.length, -1)
  if (!OPAQUE.test(kind)) return undefined
  return `params are a ${kind}: pass ${/Blob|File/.test(kind) ? 'a FormData with it' : 'an object'}`
}

function explained(body: unknown): string {
  try {
    const flaw = flawIn(body, 'params', new Map())
    if (flaw) return flaw
  } catch {
    // The body is nested too deeply to be searched: `flawIn` exceeds the stack.
  }
  return 'params cannot be written as JSON: look for toJSON and for values that are nested too deeply'
}

/**
 * Describes the first value that makes `JSON.stringify` throw, and its place. Undefined when no value does.
 *
 * @param at The place of the value, such as `params.list[1]`.
 * @param above The objects around the value, and their places. Unchanged afterwards when there is no flaw.
 */
function flawIn(value: unknown, at: string, above: Map<unknown, string>): string | undefined {
  let data = value
  try {
    const { toJSON } = Object(value) as { toJSON?: unknown }
    if (typeof toJSON === 'function') data = toJSON.call(value, '')
  } catch {
    return `${at} cannot be read: its toJSON throws`
  }
  if (typeof data === 'bigint') {
    return `${at} is a BigInt, which JSON does not have: pass a number or a string`
  }
  if (typeof data !== 'object' || data === null) return undefined
  const first = above.get(data)
  if (first) return `${at} leads back to ${first}: pass data without cycles`
  above.set(data, at)
  for (const name of Object.keys(data)) {
    const place = at + (Array.isArray(data) ? `[${name}]` : accessOf(name))
    let item: unknown
    try {
      item = (data as Record<string, unknown>)[name]
    } catch {
      return `${place} cannot be read: its getter throws`
    }
    const flaw = flawIn(item, place, above)
    if (flaw) return flaw
  }
  above.delete(data)
  return undefined
}

function accessOf(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
}
