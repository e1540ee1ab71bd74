import { ClerkConfigError } from '../core/errors.ts'
import { isObject } from '../core/isObject.ts'
import { webOrigin } from '../instance/forwardedUrl.ts'
import type { NodeRequest } from './shapes.ts'

/**
 * Makes a `Request` of a request of Node: of `http` and `http2`, of Express, Connect, Fastify (`request.raw`) and other
 * frameworks on them. For `authenticateRequest`, `publicUrl`, `createRedirect` and whatever else takes a `Request`.
 *
 * | part | what it is |
 * |---|---|
 * | protocol | `https` when the socket is one of TLS |
 * | host | that of the target when it is a whole URL, else `:authority` (HTTP/2), else `Host`. A malformed one counts as `localhost` |
 * | path and query | `originalUrl`, which Express and Connect leave whole, else `url` |
 * | headers | all of them, `X-Forwarded-Host` and `X-Forwarded-Proto` too, which `publicUrl` and handshakes read |
 *
 * The body is not read and not part of the result: the request can be read as before.
 *
 * @example
 * createServer(async (req, res) => {
 *   const state = await authenticateRequest(ctx, toRequest(req), { api: true })
 *   res.end(state.status)
 * })
 *
 * @throws {TypeError} with the `status` 400, when the client has sent a target, a method or a header that no `Request` can
 *   have, such as `TRACE`, `//` or a URL with credentials.
 * @throws {ClerkConfigError} when it is not a request of Node.
 */
export function toRequest(req: NodeRequest): Request {
  if (!isNodeRequest(req)) {
    throw new ClerkConfigError(
      'toRequest takes a request of Node, with method, url and headers: the req of http, http2 and Express, and request.raw of Fastify. A Request needs no conversion',
    )
  }
  try {
    const { method = 'GET' } = req
    return new Request(urlOf(req), { method, headers: headersOf(req) })
  } catch {
    // The original error quotes the request.
    throw Object.assign(
      new TypeError('The request has a target, a method or a header that no Request can have'),
      // Express and Connect read the first, Fastify the second.
      { status: 400, statusCode: 400 },
    )
  }
}

function isNodeRequest(req: unknown): boolean {
  if (!isObject(req)) return false
  const { headers, url } = req
  // The headers of a `Request` are read with a method.
  return isObject(headers) && typeof headers.get !== 'function' && typeof url === 'string'
}

/** @throws {TypeError} when the target is not an http(s) URL. */
function urlOf({ originalUrl, url = '/', headers, socket }: NodeRequest): URL {
  const protocol = isObject(socket) && socket.encrypted ? 'https' : 'http'
  // In HTTP/2, `:authority` overrides `Host`: RFC 9113, section 8.3.1.
  const [host = ''] = valuesOf(headers[':authority'] ?? headers.host)
  const { origin } = webOrigin(protocol, host) ?? new URL(`${protocol}://localhost`)
  const target = originalUrl ?? url
  const resolved = new URL(target, origin)
  // Joined, since `//evil.example/` resolves to another host.
  const whole = target.startsWith('/') ? new URL(origin + target) : resolved
  if (!/^https?:$/.test(whole.protocol)) throw new TypeError('not a URL of the web')
  whole.protocol = protocol
  return whole
}

function headersOf({ headers: received }: NodeRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(received)) {
    // The pseudo-headers of HTTP/2.
    if (name.startsWith(':') || value === undefined) continue
    // Two lines of cookies are one list with semicolons (RFC 9113), of other headers one with commas.
    const values = name === 'cookie' ? [valuesOf(value).join('; ')] : valuesOf(value)
    for (const one of values) headers.append(name, one)
  }
  const authority = received[':authority']
  if (authority) headers.set('host', `${authority}`)
  return headers
}

function valuesOf(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : [value].flat()
}
