import { ClerkConfigError } from '../core/errors.ts'
import { isObject } from '../core/isObject.ts'
import { webOrigin } from '../instance/forwardedUrl.ts'
import type { NodeRequest } from './shapes.ts'

/**
 * Makes a `Request` of a request of Node: of `http` and `http2`, of Express, Connect, Fastify (`request.raw`) and other
 * frameworks that use them. For `authenticateRequest`, `publicUrl`, `createRedirect` and other functions that take a `Request`.
 *
 * | part | source |
 * |---|---|
 * | protocol | `https` when the socket is a TLS socket |
 * | host | the target when it is an absolute URL, else `:authority` (HTTP/2), else `Host`. Without a valid host: `localhost` |
 * | path and query | `originalUrl`, which Express and Connect do not change, else `url` |
 * | headers | all headers, including `X-Forwarded-Host` and `X-Forwarded-Proto`, which `publicUrl` and handshakes read |
 *
 * The body is neither read nor part of the result, so that handlers can still read it.
 *
 * @example
 * createServer(async (req, res) => {
 *   const state = await authenticateRequest(ctx, toRequest(req), { api: true })
 *   res.end(state.status)
 * })
 *
 * @throws {TypeError} with the `status` 400, when the client has sent a target, a method or a header that no `Request` can
 *   have, such as `TRACE`, `//` or a URL with credentials.
 * @throws {ClerkConfigError} when `req` is not a request of Node.
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
    // The original error is dropped: it quotes the request.
    throw Object.assign(
      new TypeError('The request has a target, a method or a header that no Request can have'),
      // Express and Connect read `status`, Fastify reads `statusCode`.
      { status: 400, statusCode: 400 },
    )
  }
}

function isNodeRequest(req: unknown): boolean {
  if (!isObject(req)) return false
  const { headers, url } = req
  // A `Request` is refused: unlike the headers of Node, its headers have a method `get`.
  return isObject(headers) && typeof headers.get !== 'function' && typeof url === 'string'
}

/**
 * Returns the URL that the client requested.
 *
 * @throws {TypeError} when the target is not an http(s) URL.
 */
function urlOf({ originalUrl, url = '/', headers, socket }: NodeRequest): URL {
  const protocol = isObject(socket) && socket.encrypted ? 'https' : 'http'
  // In HTTP/2, `:authority` overrides `Host`: RFC 9113, section 8.3.1.
  const [host = ''] = valuesOf(headers[':authority'] ?? headers.host)
  const { origin } = webOrigin(protocol, host) ?? new URL(`${protocol}://localhost`)
  const target = originalUrl ?? url
  const resolved = new URL(target, origin)
  // Concatenated, not resolved: a path such as `//evil.example` would replace the host.
  const whole = target.startsWith('/') ? new URL(origin + target) : resolved
  if (!/^https?:$/.test(whole.protocol)) throw new TypeError('not an http or https URL')
  whole.protocol = protocol
  return whole
}

function headersOf({ headers: received }: NodeRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(received)) {
    // Skips the pseudo-headers of HTTP/2.
    if (name.startsWith(':') || value === undefined) continue
    // Several values of `cookie` are joined with semicolons (RFC 9113), those of other headers with commas.
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
