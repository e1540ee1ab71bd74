import type { ClerkApiErrorCode, ClerkApiErrorEntry } from 'clerklet'
import type { CoreState } from './state.ts'

/** Thrown to refuse a request. Becomes an error response of the API. */
export class Refusal extends Error {
  readonly status: number
  readonly errors: ClerkApiErrorEntry[]
  readonly headers: Record<string, string>

  constructor(
    status: number,
    errors: ClerkApiErrorEntry | ClerkApiErrorEntry[],
    headers: Record<string, string> = {},
  ) {
    const list = [errors].flat()
    super(list[0]?.code)
    this.status = status
    this.errors = list
    this.headers = headers
  }
}

export function entry(
  code: ClerkApiErrorCode,
  message: string,
  long = message,
  meta?: Record<string, unknown>,
): ClerkApiErrorEntry {
  return { code, message, long_message: long, ...(meta && { meta }) }
}

export function notFound(long: string): Refusal {
  return new Refusal(404, entry('resource_not_found', 'not found', long))
}

/** Creates the refusal of a parameter: status 422, with the name of the parameter in `meta`. */
export function invalid(
  param: string,
  code: ClerkApiErrorCode,
  message: string,
  long?: string,
): Refusal {
  return new Refusal(422, entry(code, message, long, { param_name: param }))
}

/** Creates the error response to a refused request. */
export function refuse({ newId }: CoreState, { status, errors, headers }: Refusal): Response {
  return Response.json({ errors, clerk_trace_id: newId('trace').slice(6) }, { status, headers })
}

/**
 * Converts a refusal into a `TypeError` that describes it, for functions that are called without a request. Returns other
 * errors unchanged.
 */
export function inWords(error: unknown, what: string): unknown {
  if (!(error instanceof Refusal)) return error
  const [first] = error.errors
  return new TypeError(`${what} is refused: ${first?.code}: ${first?.long_message}`)
}
