import { ClerkConfigError } from '../../core/errors.ts'
import { isObject } from '../../core/isObject.ts'
import {
  headerValues,
  type ReceivedHeaders,
  type ReceivedRequest,
} from '../../core/receivedHeaders.ts'

/**
 * The token of an `Authorization` header: the word behind the scheme `Bearer`, or the whole value when it is a single word.
 * The case of the scheme and the number of blanks do not matter (RFC 9110, 11.1 and 11.4). Undefined for any other scheme.
 */
export function headerToken(authorization: string | null): string | undefined {
  const [, first, second] = /^\s*(\S+)(?:\s+(\S+))?/.exec(authorization ?? '') ?? []
  if (!second) return first
  return first?.toLowerCase() === 'bearer' ? second : undefined
}

/**
 * The token of a request, of which the headers are enough.
 *
 * @throws {ClerkConfigError} when the request has no headers.
 */
export function receivedToken(request: ReceivedRequest): string | undefined {
  const headers: unknown = request?.headers
  // A promise, such as that of `headers()` in Next, is not awaited.
  if (!isObject(headers) || typeof headers.then === 'function') {
    throw new ClerkConfigError(
      'The request has no headers: pass the Request, which is c.req.raw in Hono, or { headers } as Node or the cloud gives them',
    )
  }
  // headerValues reads any object, whatever its values are.
  return headerToken(headerValues(headers as ReceivedHeaders, 'authorization').join(', '))
}
