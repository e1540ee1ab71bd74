import { ClerkConfigError } from '../../core/errors.ts'

/** What `toResponse`, `forbiddenResponse` and `reverificationErrorResponse` take. */
export interface RefusalInit {
  /**
   * Added to the response, such as those of CORS or `state.headers`. One that the response sets itself is replaced, except
   * `Location`, `Cache-Control` and those that describe the body. Lines of `Set-Cookie` are added to the others.
   */
  headers?: Record<string, string> | Headers | undefined
}

/** Seconds after which a client should try again when the fault is not its own. */
export const RETRY_AFTER = 30

/** These say where the response leads, that it is not cached, and what its body is. */
const FIXED = /^(location|cache-control|content-(type|length|encoding))$/

/**
 * A response with a JSON body, or with none when it is undefined, that no cache keeps.
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
      // Those of the state are there already when `init` has its headers, too.
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
    // The original error quotes the header.
    throw new ClerkConfigError(
      'headers cannot be sent: pass an object or Headers, without line breaks and characters beyond Latin-1',
    )
  }
}
