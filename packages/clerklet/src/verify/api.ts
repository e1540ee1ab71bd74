import { type Context, SERVERS } from '../context.ts'
import { ClerkApiError, type ClerkApiErrorEntry, ClerkNetworkError } from '../errors.ts'
import type { Path } from '../path.ts'

/** A call that authentication itself makes. `request.ts` can do more, and weighs more than all of `clerklet/verify`. */
export interface ApiCall {
  operation: string
  method: 'GET' | 'POST'
  path: Path
  query?: string | undefined
  body?: unknown
  /** Sent instead of the secret key. */
  key?: string | undefined
}

/**
 * Calls the Backend API once and returns the JSON of a success.
 *
 * @throws {ClerkApiError} when the API refuses.
 * @throws {ClerkNetworkError} when no answer arrives within `ctx.timeout`, 10 s unless set, or it is not a JSON object.
 */
export async function callApi<T>(ctx: Context, call: ApiCall): Promise<T> {
  const { operation, method, path, query = '', body, key = ctx.secretKey } = call
  const { fetch = globalThis.fetch, timeout = 10_000 } = ctx
  const { route, encoded } = path
  const lost = (code: string) =>
    new ClerkNetworkError(`No answer (${code}): ${method} ${route} (attempt 1)`, code, 1)
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    if (timeout > 0) {
      timer = setTimeout(() => {
        reject(lost('timeout'))
        controller.abort()
      }, timeout)
    }
  })
  const exchange = async () => {
    const response = await fetch(
      `${(ctx.baseUrl ?? SERVERS[0]).replace(/\/+$/, '')}${encoded}${query}`,
      {
        method,
        headers: {
          ...ctx.headers,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          authorization: `Bearer ${key}`,
          'clerk-api-version': ctx.apiVersion ?? '2026-05-12',
        },
        body: body === undefined ? null : JSON.stringify(body),
        redirect: 'manual',
        signal: controller.signal,
      },
    )
    return { response, text: await response.text() }
  }
  try {
    const { response, text } = await Promise.race([
      exchange().catch(() => {
        // The original message may quote a header.
        throw lost('network')
      }),
      late,
    ])
    const json = parse(text)
    if (response.ok && json) return json as T
    if (response.ok) throw lost('malformed')
    const { status, headers } = response
    const errors = json?.errors
    const trace = json?.clerk_trace_id
    const retryAfter = Number(headers.get('retry-after') || NaN)
    throw new ClerkApiError({
      operation,
      method,
      route,
      status,
      errors: Array.isArray(errors) ? (errors as ClerkApiErrorEntry[]) : [],
      traceId: typeof trace === 'string' ? trace : undefined,
      retryAfter: Number.isNaN(retryAfter) ? undefined : retryAfter,
      body: json ?? text,
      headers: {},
    })
  } finally {
    clearTimeout(timer)
  }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value ? value : undefined
  } catch {
    return undefined
  }
}
