import { ClerkConfigError } from './errors.ts'
import { isObject } from './isObject.ts'

/**
 * The headers of a received request, as runtimes, frameworks and cloud platforms pass them: `Headers`, or a plain object with
 * names in any case, and with a value or a list of values for each name. CloudFront wraps each value in an object.
 */
export type ReceivedHeaders =
  | Pick<Headers, 'get'>
  | Readonly<Record<string, HeaderValue | readonly HeaderValue[] | undefined>>

/** A received request. Only its headers are read. */
export interface ReceivedRequest {
  readonly headers: ReceivedHeaders
}

type HeaderValue = string | { readonly value: string }

/**
 * Returns the values of a header, trimmed and without empty values. `Headers` join several values into one.
 *
 * @param name In lower case. Names of a plain object are compared without regard to case.
 * @throws {ClerkConfigError} when reading throws.
 */
export function headerValues(headers: ReceivedHeaders, name: string): string[] {
  try {
    return valuesOf(headers, name)
      .map((value: unknown) => (isObject(value) ? value.value : value))
      .filter((value) => typeof value === 'string' || Number.isFinite(value))
      .map((value) => `${value}`.trim())
      .filter((value) => value !== '')
  } catch (cause) {
    throw new ClerkConfigError(`The header ${name} cannot be read: it throws`, { cause })
  }
}

function valuesOf(headers: ReceivedHeaders, name: string): unknown[] {
  // A plain object may contain a header named `get`, whose value is not a function.
  if (typeof headers.get === 'function') return [headers.get(name)]
  return Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, values]) => values)
}
