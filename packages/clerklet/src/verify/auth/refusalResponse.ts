import { ClerkConfigError } from '../../core/errors.ts'

/** Options of `toResponse`, `forbiddenResponse` and `reverificationErrorResponse`. */
export interface RefusalInit {
  /**
   * Headers to add to the response, such as those of CORS or `state.headers`. They replace headers of the response, except
   * `Location`, `Cache-Control` and those that describe the body. `Set-Cookie` lines are appended.
   */
  headers?: Record<string, string> | Headers | undefined
}

/** The `Retry-After` of a 503, in seconds. */
export const RETRY_AFTER = 30

/** Headers that the caller cannot replace: the redirect, the caching and the body depend on them. */
const FIXED = /^(location|cache-control|content-(type|length|encoding))$/

/**
 * Makes a response with `Cache-Control: no-store`, and with a JSON body unless the body is undefined.
 *
 * @throws {ClerkConfigError} when `init.headers` has a name or a value that cannot be sent.
 */
export function refusalResponse(
  status: number,
  body: object | undefined,
  init: RefusalInit | null | undefined,
  headers: Headers = new Headers(),
): Response {
  for (const [name, value] of givenHeaders(init)) {
    if (name === 'set-cookie') {
      // Skips lines that are already set: `init` may contain the headers of the state, too.
      if (!headers.getSetCookie().includes(value)) headers.append(name, value)
    } else if (!FIXED.test(name)) headers.set(name, value)
  }
  headers.set('cache-control', 'no-store')
  if (!body) return new Response(null, { status, headers })
  headers.set('content-type', 'application/json')
  return new Response(JSON.stringify(body), { status, headers })
}

function givenHeaders(init: RefusalInit | null | undefined): Headers {
  try {
    return new Headers(init?.headers ?? {})
  } catch {
    // The original error is dropped: it quotes the header.
    throw new ClerkConfigError(
      'headers cannot be sent: pass an object or Headers, without line breaks and characters beyond Latin-1',
    )
  }
}
