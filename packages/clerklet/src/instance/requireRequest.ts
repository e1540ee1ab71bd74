import { ClerkConfigError } from '../core/errors.ts'
import { isObject } from '../core/isObject.ts'

/**
 * Refuses any value that is not a `Request`, such as a request of Node, a Lambda event or the context of a framework. A
 * `Request` of another realm or of a polyfill passes.
 *
 * @throws {ClerkConfigError} when the value is not a `Request`.
 */
export function requireRequest(request: unknown): void {
  refuse(flawOf(request))
  if (typeof Object(request).method !== 'string') refuse('it has no method')
}

/** Like `requireRequest`, for functions that only read the URL and the headers of a request. */
export function requireUrlAndHeaders(request: unknown): void {
  refuse(flawOf(request))
}

function refuse(flaw: string | undefined): void {
  if (!flaw) return
  throw new ClerkConfigError(
    `The request is not a Request (${flaw}): pass the Request itself, which is c.req.raw in Hono, or make one with toRequest of clerklet/node or clerklet/lambda`,
  )
}

function flawOf(request: unknown): string | undefined {
  if (!isObject(request)) return 'it is not an object'
  const { headers, url } = request
  if (!isObject(headers) || typeof headers.get !== 'function')
    return 'its headers are not those of a Request'
  if (typeof url !== 'string' || !/^https?:\/\//i.test(url)) {
    return 'the URL of the request is not absolute'
  }
  return undefined
}
