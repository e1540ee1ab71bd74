import { ClerkConfigError } from '../core/errors.ts'
import { isObject } from '../core/isObject.ts'
import { headerValues, type ReceivedHeaders } from '../core/receivedHeaders.ts'
import { refuse } from './errors.ts'
import { bytesOf } from './signature.ts'

/** A received request: a `Request`, or its headers and body as a framework has them. */
export interface WebhookSource {
  /** `Headers`, or an object with names in any case and a value or a list of values for each, as Node and clouds give it. */
  headers: ReceivedHeaders
  /** The raw body: text, bytes or a stream. One that was parsed and serialised again is refused. */
  body: string | ArrayBuffer | ArrayBufferView | Blob | ReadableStream | null | undefined
  /** Whether a body of text is base64, as the API Gateway of AWS says in its events. It is decoded then. */
  isBase64Encoded?: boolean | undefined
}

/**
 * Reads the headers of a source by name. The values of a list are separated by spaces; empty when there is none.
 *
 * @throws {ClerkConfigError} when the source has no headers.
 */
export function headerReader(source: WebhookSource): (name: string) => string {
  const headers: unknown = read('source.headers', () => source?.headers)
  if (!isObject(headers)) {
    throw new ClerkConfigError(
      'The source of a webhook has no headers: pass the Request, which is c.req.raw in Hono, or { headers, body }',
    )
  }
  // headerValues reads any object, whatever its values are.
  return (name) => headerValues(headers as ReceivedHeaders, name).join(' ')
}

/**
 * The body of a source that has not been read yet.
 *
 * @throws {ClerkConfigError} when it was parsed.
 * @throws {ClerkWebhookError} `unreadable-body` when there is none, or it is not the base64 that it should be.
 */
export function bodyOf(source: WebhookSource): WebhookSource['body'] {
  const body = read('source.body', () => source.body)
  if (typeof Object(body).then === 'function') {
    throw new ClerkConfigError('The body of a webhook is a promise: await it')
  }
  if (read('source.bodyUsed', () => Object(source).bodyUsed) === true) {
    throw new ClerkConfigError(
      'The body of the request was read before the webhook was verified: verify first, or pass { headers, body } with the raw body',
    )
  }
  if (isParsed(body)) {
    throw new ClerkConfigError(
      'The body of a webhook was parsed, and the signature covers its bytes: pass the raw body, such as req.body behind express.raw()',
    )
  }
  if (body === undefined) {
    refuse(
      'unreadable-body',
      'the source has no body: pass the raw body, such as req.body behind express.raw()',
    )
  }
  if (typeof body === 'string' && read('source.isBase64Encoded', () => source.isBase64Encoded)) {
    return decoded(body)
  }
  return body
}

function decoded(base64: string): WebhookSource['body'] {
  try {
    return bytesOf(base64)
  } catch {
    return refuse('unreadable-body', 'isBase64Encoded is set, and the body is not base64')
  }
}

/** Whether a body is neither text, bytes, a blob nor a stream, of any realm or polyfill: a parsed value, or an object of a class. */
function isParsed(body: unknown): boolean {
  if (typeof body !== 'object') return typeof body === 'number' || typeof body === 'boolean'
  if (body === null || ArrayBuffer.isView(body)) return false
  const isBuffer = /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(body))
  const isReadable = 'getReader' in body || 'stream' in body || Symbol.asyncIterator in body
  return !isBuffer && !isReadable
}

/** Reads from what the caller passed, whose getters and functions may throw. */
export function read<T>(name: string, get: () => T): T {
  try {
    return get()
  } catch (cause) {
    throw new ClerkConfigError(`${name} cannot be read: it throws`, { cause })
  }
}
