import { ClerkConfigError } from '../core/errors.ts'
import { isObject } from '../core/isObject.ts'
import { headerValues, type ReceivedHeaders } from '../core/receivedHeaders.ts'
import { refuse } from './errors.ts'
import { bytesOf } from './signature.ts'

/** A received request: a `Request`, or the headers and the body that a framework passes. */
export interface WebhookSource {
  /** `Headers`, or an object with names in any case, as Node and AWS Lambda pass it. A value may be a list of values. */
  headers: ReceivedHeaders
  /** The raw body: text, bytes or a stream. A body that was parsed and serialised again is refused. */
  body: string | ArrayBuffer | ArrayBufferView | Blob | ReadableStream | null | undefined
  /** Whether the body is base64, as in events of AWS API Gateway. Such a body is decoded. */
  isBase64Encoded?: boolean | undefined
}

/**
 * Makes a function that reads a header of a source. Several values are joined with spaces; a missing header is an empty text.
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
  // A cast, because `headerValues` accepts any object, and ignores values of the wrong type.
  return (name) => headerValues(headers as ReceivedHeaders, name).join(' ')
}

/**
 * Returns the body of a source without reading it. Decodes the body when `isBase64Encoded` is set.
 *
 * @throws {ClerkConfigError} when the body is a promise, and when it was parsed or read before.
 * @throws {ClerkWebhookError} `unreadable-body` when the body is missing, and when `isBase64Encoded` is set and the body is not
 *   base64.
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

/**
 * Whether a body is a number, a boolean, or an object other than bytes, a blob or a stream. Recognises the bytes, blobs and
 * streams of other realms and of polyfills.
 */
function isParsed(body: unknown): boolean {
  if (typeof body !== 'object') return typeof body === 'number' || typeof body === 'boolean'
  if (body === null || ArrayBuffer.isView(body)) return false
  const isBuffer = /^\[object (Shared)?ArrayBuffer\]$/.test(Object.prototype.toString.call(body))
  const isReadable = 'getReader' in body || 'stream' in body || Symbol.asyncIterator in body
  return !isBuffer && !isReadable
}

/** Reads a value of the caller. Throws a `ClerkConfigError` when a getter or a function of the caller throws. */
export function read<T>(name: string, get: () => T): T {
  try {
    return get()
  } catch (cause) {
    throw new ClerkConfigError(`${name} cannot be read: it throws`, { cause })
  }
}
