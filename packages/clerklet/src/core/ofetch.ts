import { type $Fetch, createFetch, type FetchOptions } from 'ofetch'
import type { Fetch } from './context.ts'
import type { FetchText } from './http.ts'

/** The options of a call, with the fetch function of the context. ofetch passes them to the function given to `createFetch`. */
type Options = FetchOptions<'text'> & { fetch: Fetch }

let client: $Fetch | undefined

/** Returns the client of all calls. The first call makes the client, because this package runs nothing on import. */
function ofetchClient(): $Fetch {
  client ??= createFetch({
    fetch: async (url, options) => {
      // `fetchWithOfetch` adds `fetch`, which ofetch's own type lacks.
      const { fetch, method, headers, body, redirect, signal } = options as RequestInit & Options
      // Passes only the fields that every runtime implements, because workerd throws for unknown fields.
      return fetch(
        url as string,
        {
          method,
          headers,
          body: body ?? null,
          redirect,
          signal,
        } as RequestInit,
      )
    },
  })
  return client
}

/** Fetches with ofetch, whose own retries, timeout, parsing and errors are turned off. */
export const fetchWithOfetch: FetchText = async (fetch, url, init) => {
  const options = { ...init, fetch, retry: false, ignoreResponseError: true, responseType: 'text' }
  try {
    const response = await ofetchClient().raw<string, 'text'>(url, options as Options)
    // ofetch does not read the body when the response has no `body` property, as with some test doubles.
    const text = response._data ?? (response.body ? '' : await response.text())
    // Some runtimes keep the response in memory long after the call. Without this line, they would keep its text, too.
    delete response._data
    return { response, text }
  } catch (thrown) {
    throw withoutFetchError(thrown)
  }
}

/** Replaces a `FetchError` of ofetch by its cause: a `FetchError` exposes the request, and with it the key. */
function withoutFetchError(thrown: unknown): unknown {
  try {
    const { name, cause } = Object(thrown) as Partial<Error>
    return name === 'FetchError' ? cause : thrown
  } catch {
    // The getter of `name` throws, or the error is a revoked proxy.
    return thrown
  }
}
