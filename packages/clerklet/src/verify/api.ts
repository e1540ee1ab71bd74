import type { Context } from '../context.ts'
import { ClerkApiError, type ClerkApiErrorEntry, ClerkNetworkError } from '../errors.ts'
import type { Path } from '../path.ts'
import { post, send } from './send.ts'

/** A call that authentication itself makes. */
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
export async function callApi<T>(
  ctx: Context,
  { operation, method, path, query = '', body, key }: ApiCall,
): Promise<T> {
  const { route, encoded } = path
  const { status, text, headers } = await (method === 'GET'
    ? send(ctx, encoded + query, {}, key)
    : post(ctx, encoded + query, body, key))
  const json = parse(text)
  const ok = status > 199 && status < 300
  if (ok && json) return json as T
  if (ok || !status) {
    const why = ok ? 'an answer that is no JSON object' : text
    throw new ClerkNetworkError(`${method} ${route}: ${why} (attempt 1)`, 'network', 1)
  }
  const errors = json?.errors
  const trace = json?.clerk_trace_id
  const retryAfter = Number(headers?.get('retry-after') || NaN)
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
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value ? value : undefined
  } catch {
    return undefined
  }
}
