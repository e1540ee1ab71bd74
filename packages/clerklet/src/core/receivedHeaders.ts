import { ClerkConfigError } from './errors.ts'
import { isObject } from './isObject.ts'

/**
 * The headers of a received request, as runtimes, frameworks and clouds give them: `Headers`, or a plain object with names in
 * any case, and with a value or a list of values for each. CloudFront has an object around each value.
 */
export type ReceivedHeaders =
  | Pick<Headers, 'get'>
  | Readonly<Record<string, HeaderValue | readonly HeaderValue[] | undefined>>

/** A request of which the headers are read. */
export interface ReceivedRequest {
  readonly headers: ReceivedHeaders
}

type HeaderValue = string | { readonly value: string }

/**
 * The values of a header that are not blank, without the blanks around them. `Headers` join several into one.
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
  // In a plain object, a header may be called `get`.
  if (typeof headers.get === 'function') return [headers.get(name)]
  return Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, values]) => values)
}
