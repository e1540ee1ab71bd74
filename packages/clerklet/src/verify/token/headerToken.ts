import { ClerkConfigError } from '../../core/errors.ts'
import { isObject } from '../../core/isObject.ts'
import {
  headerValues,
  type ReceivedHeaders,
  type ReceivedRequest,
} from '../../core/receivedHeaders.ts'

/**
 * Returns the token of an `Authorization` header: the word after the scheme `Bearer`, or the whole value when it is a single
 * word. Undefined for any other scheme, and without a header. The scheme may be in any case, and followed by several blanks (RFC
 * 9110, 11.1 and 11.4).
 */
export function headerToken(authorization: string | null): string | undefined {
  const [, first, second] = /^\s*(\S+)(?:\s+(\S+))?/.exec(authorization ?? '') ?? []
  if (!second) return first
  return first?.toLowerCase() === 'bearer' ? second : undefined
}

/**
 * Returns the token in the `Authorization` header of a request; undefined without a token. Only the headers of the request are
 * read.
 *
 * @throws {ClerkConfigError} when the request has no headers, or a promise in place of headers.
 */
export function receivedToken(request: ReceivedRequest): string | undefined {
  const headers: unknown = request?.headers
  // A promise, such as the result of `headers()` of Next, is refused: the caller must await it.
  if (!isObject(headers) || typeof headers.then === 'function') {
    throw new ClerkConfigError(
      'The request has no headers: pass the Request, which is c.req.raw in Hono, or { headers } as Node or the cloud gives them',
    )
  }
  // A cast, because `headerValues` accepts any object, and ignores values of the wrong type.
  return headerToken(headerValues(headers as ReceivedHeaders, 'authorization').join(', '))
}
