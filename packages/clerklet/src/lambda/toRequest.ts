import { ClerkConfigError } from '../core/errors.ts'
import { firstOf, webOrigin } from '../instance/forwardedUrl.ts'
import {
  hasDecodedPath,
  isOfLoadBalancer,
  isV2,
  type LambdaEvent,
  type LambdaEventV1,
  type LambdaEventV2,
  methodOf,
  requireEvent,
} from './events.ts'

/**
 * Makes a `Request` of the event that a Lambda handler receives from a REST API or an HTTP API of API Gateway, from a function
 * URL or from an application load balancer, with single or multi-value headers.
 *
 * The URL is the one that the client requested, as far as the event contains it. Its path has the stage if the requested URL
 * has one. Its host is the `Host` header, else the domain name of the API, else `localhost`. A body in base64 is decoded. The
 * body of a GET or HEAD request is dropped, because a `Request` cannot have one.
 *
 * @example
 * import { authenticateRequest } from 'clerklet/verify'
 * import { type LambdaEvent, toRequest, toResult } from 'clerklet/lambda'
 *
 * export async function handler(event: LambdaEvent) {
 *   const state = await authenticateRequest(ctx, toRequest(event), { api: true })
 *   const auth = state.toAuth()
 *   if (!auth?.isAuthenticated) return toResult(state.toResponse(), event)
 *   return toResult(Response.json({ user: auth.userId }), event)
 * }
 * @throws {ClerkConfigError} when the value is not such an event, when a header is not valid HTTP, when a `Request` does not
 *   allow the method (`TRACE`, `CONNECT`), and when `isBase64Encoded` is true for a body that is not base64.
 */
export function toRequest(event: LambdaEvent): Request {
  requireEvent(event)
  const method = methodOf(event)
  const headers = headersOf(event)
  const url = urlOf(event, headers)
  const body = bodyOf(event, method)
  try {
    return new Request(url, { method, headers, body })
  } catch {
    // The original error is dropped, because it quotes the method that the client sent.
    throw new ClerkConfigError(
      'The method of the event is not allowed in a Request, as TRACE and CONNECT are not: let the gateway refuse it',
    )
  }
}

function headersOf(event: LambdaEvent): Headers {
  const headers = new Headers()
  const multi = isV2(event) ? undefined : event.multiValueHeaders
  for (const [name, values] of Object.entries(multi ?? event.headers ?? {})) {
    const separator = name.toLowerCase() === 'cookie' ? '; ' : ', '
    if (values != null) set(headers, name, [values].flat().join(separator))
  }
  if (isV2(event) && event.cookies?.length) set(headers, 'cookie', event.cookies.join('; '))
  return headers
}

function set(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, inBytes(value))
  } catch {
    // The original error is dropped, because it quotes the header, which may contain a token.
    throw new ClerkConfigError(
      'A header of the event is not valid HTTP: pass the event as Lambda gave it',
    )
  }
}

/** Encodes a text as UTF-8, one character for each byte, when it contains characters above U+00FF, which `Headers` refuse. */
function inBytes(text: string): string {
  const isLatin1 = [...text].every((character) => character <= 'ÿ')
  return isLatin1 ? text : String.fromCharCode(...new TextEncoder().encode(text))
}

function urlOf(event: LambdaEvent, headers: Headers): URL {
  const forwarded = firstOf(headers.get('x-forwarded-proto'))
  const protocol = /^https?$/i.test(forwarded) ? forwarded : 'https'
  const hosts = [firstOf(headers.get('host')), event.requestContext.domainName ?? '']
  const [origin] = hosts.flatMap((host) => webOrigin(protocol, host) ?? [])
  // The health check of a load balancer has no host, so its URL has `localhost`.
  const url = new URL(origin ?? 'https://localhost')
  const path = isV2(event) ? pathOfV2(event) : (event.requestContext.path ?? event.path)
  url.pathname = encoded(path, hasDecodedPath(event))

  url.search = isV2(event) ? (event.rawQueryString ?? '') : queryOf(event)
  return url
}

/** The path of the requested URL. On a custom domain, `rawPath` begins with the stage, but the URL does not. */
function pathOfV2({ rawPath, requestContext }: LambdaEventV2): string {
  const { domainName = '', stage } = requestContext
  const prefix = `/${stage}`
  const isOwnDomain = domainName !== '' && !domainName.includes('.execute-api.')
  const isNamed = stage !== undefined && stage !== '$default'
  const hasStage = isNamed && (rawPath === prefix || rawPath.startsWith(`${prefix}/`))
  return isOwnDomain && hasStage ? rawPath.slice(prefix.length) : rawPath
}

/**
 * Encodes the characters that `URL` would change or misread: `URL` turns `\` into `/`, removes tabs and line breaks, and keeps a
 * `%` that begins no escape. In a decoded path, every `%` is encoded.
 */
function encoded(path: string, isDecoded: boolean): string {
  const lost = isDecoded ? /[%\\\t\n\r]/g : /%(?![\da-f]{2})|[\\\t\n\r]/gi
  return path.replace(lost, encodeURIComponent)
}

function queryOf(event: LambdaEventV1): string {
  const { multiValueQueryStringParameters, queryStringParameters } = event
  const named = Object.entries(multiValueQueryStringParameters ?? queryStringParameters ?? {})
  const pairs = named.flatMap(([name, values]) =>
    [values ?? []].flat().map((value) => [name, value] as [string, string]),
  )
  // API Gateway decodes the parameters, load balancers do not.
  return isOfLoadBalancer(event)
    ? pairs.map((pair) => pair.join('=')).join('&')
    : `${new URLSearchParams(pairs)}`
}

/** Converts the body to bytes, because `Request` adds a content type to text. Null for GET, for HEAD and without a body. */
function bodyOf(event: LambdaEvent, method: string): Uint8Array<ArrayBuffer> | null {
  const { body, isBase64Encoded } = event
  if (!body || method === 'GET' || method === 'HEAD') return null
  return isBase64Encoded ? decoded(body) : new TextEncoder().encode(body)
}

function decoded(body: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
  } catch {
    // The original error is dropped, because some runtimes quote the body in it. The body may contain personal data.
    throw new ClerkConfigError(
      'The body of the event is not base64, although isBase64Encoded is true: pass the event as Lambda gave it',
    )
  }
}
