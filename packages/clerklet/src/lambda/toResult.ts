import { ClerkConfigError } from '../core/errors.ts'
import { isObject } from '../core/isObject.ts'
import {
  isOfLoadBalancer,
  isV2,
  type LambdaEvent,
  type LambdaEventV1,
  methodOf,
  requireEvent,
} from './events.ts'

/** The result of a Lambda handler for a response. Compatible with the types of `@types/aws-lambda`. */
export interface LambdaResult {
  statusCode: number
  /** The headers in the payload format 2.0, and for a load balancer with single-value headers. */
  headers?: Record<string, string>
  /** The headers for a REST API, in the payload format 1.0, and for a load balancer with multi-value headers. */
  multiValueHeaders?: Record<string, string[]>
  /** The lines of `Set-Cookie` in the payload format 2.0. */
  cookies?: string[]
  /** The body: text, or bytes in base64. */
  body: string
  isBase64Encoded: boolean
}

/**
 * Converts a response to the result of a Lambda handler, in the format that the sender of the event expects. Every `Set-Cookie`
 * line is kept. A body that is UTF-8 text is sent as text, any other body in base64. A REST API only decodes base64 when its
 * `binaryMediaTypes` contain the media type.
 *
 * The whole body is read first; streamed results are not supported.
 *
 * @param response Its body must not have been read.
 * @param event The event of the request.
 *
 * @example
 * export async function handler(event: LambdaEvent) {
 *   const { pathname } = new URL(toRequest(event).url)
 *   return toResult(Response.json({ pathname }), event)
 * }
 *
 * @throws {ClerkConfigError} when the event is not an HTTP event of API Gateway, a function URL or a load balancer, and when
 *   the response is not a `Response`.
 */
export async function toResult(response: Response, event: LambdaEvent): Promise<LambdaResult> {
  requireEvent(event)
  requireResponse(response)
  const body = methodOf(event) === 'HEAD' ? NO_BODY : encoded(await response.arrayBuffer())
  return { statusCode: response.status, ...headersFor(event, response.headers), ...body }
}

type Body = Pick<LambdaResult, 'body' | 'isBase64Encoded'>

const NO_BODY: Body = { body: '', isBase64Encoded: false }

/** Encodes a body. Text stays text, because API Gateway decodes base64 only when it is configured to. */
function encoded(bytes: ArrayBuffer): Body {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    return { body: text, isBase64Encoded: false }
  } catch {
    return { body: base64(new Uint8Array(bytes)), isBase64Encoded: true }
  }
}

function base64(bytes: Uint8Array): string {
  let characters = ''
  for (const byte of bytes) characters += String.fromCharCode(byte)
  return btoa(characters)
}

type HeaderFields = Pick<LambdaResult, 'headers' | 'multiValueHeaders' | 'cookies'>

function headersFor(event: LambdaEvent, all: Headers): HeaderFields {
  const cookies = all.getSetCookie()
  const headers = Object.fromEntries(
    // The sender of the event sets the length of the body.
    [...all].filter(([name]) => name !== 'set-cookie' && name !== 'content-length'),
  )
  if (isV2(event)) return { headers, ...(cookies.length && { cookies }) }
  if (isSingleValue(event)) return { headers: { ...headers, ...inSpellings(cookies) } }
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]])
  return {
    multiValueHeaders: {
      ...Object.fromEntries(lists),
      ...(cookies.length && { 'set-cookie': cookies }),
    },
  }
}

/**
 * Whether the result needs single-value headers. A load balancer accepts only the kind of headers that its events have; API
 * Gateway accepts both kinds.
 */
function isSingleValue(event: LambdaEventV1): boolean {
  return isOfLoadBalancer(event) && !event.multiValueHeaders
}

/**
 * Stores each cookie under another spelling of `set-cookie`. Single-value `headers` have one value for each name, and HTTP
 * ignores the case of names.
 */
function inSpellings(cookies: string[]): Record<string, string> {
  return Object.fromEntries(cookies.map((cookie, index) => [spelling(index), cookie]))
}

/** `set-cookie` with the upper-case letters that the bits of a number select: 0 is `set-cookie`, 1 is `Set-cookie`. */
function spelling(number: number): string {
  let bits = number
  return 'set-cookie'.replace(/[a-z]/g, (letter) => {
    const isUpper = bits % 2 === 1
    bits = Math.floor(bits / 2)
    return isUpper ? letter.toUpperCase() : letter
  })
}

function requireResponse(response: unknown): void {
  const { status, headers, arrayBuffer } = Object(response)
  // Not `instanceof`, because a polyfill may have made the response. `Response.error()` is refused: it has the status 0.
  if (status > 0 && isObject(headers) && typeof arrayBuffer === 'function') return
  throw new ClerkConfigError('The response is not a Response with a status: pass a Response')
}
