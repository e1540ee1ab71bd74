import { type $Fetch, createFetch, type FetchOptions } from 'ofetch'
import type { Fetch } from './context.ts'
import type { FetchText } from './http.ts'

/** ofetch passes all of its options to its fetch function. `fetch` is the one of the context. */
type Options = FetchOptions<'text'> & { fetch: Fetch }

let client: $Fetch | undefined

/** One client for all calls. Made by the first call, because nothing runs on import. */
function ofetchClient(): $Fetch {
  client ??= createFetch({
    fetch: async (url, options) => {
      // The type of ofetch lacks the field that `fetchWithOfetch` adds.
      const { fetch, method, headers, body, redirect, signal } = options as RequestInit & Options
      // Only what every runtime implements: workerd refuses init fields that it does not know.
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
    // ofetch does not read the body of a response without a `body` property, such as one of a test double.
    const text = response._data ?? (response.body ? '' : await response.text())
    // Some runtimes keep the response long after the call, and would keep the text with it.
    delete response._data
    return { response, text }
  } catch (thrown) {
    throw withoutFetchError(thrown)
  }
}

/** A `FetchError` of ofetch exposes the request, and with it the key: only its cause is passed on. */
function withoutFetchError(thrown: unknown): unknown {
  try {
    const { name, cause } = Object(thrown) as Partial<Error>
    return name === 'FetchError' ? cause : thrown
  } catch {
    // The getter of `name` threw, or a proxy was revoked.
    return thrown
  }
}
