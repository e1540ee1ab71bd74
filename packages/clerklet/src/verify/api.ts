import { apiError } from '../core/apiError.ts'
import type { Context } from '../core/context.ts'
import { ClerkNetworkError } from '../core/errors.ts'
import type { Path } from '../core/path.ts'
import { send } from './send.ts'

/** A call that authentication itself makes: a POST when it has a body. */
export interface ApiCall {
  /** What an error that reaches the caller is to name. */
  operation?: string
  path: Path
  query?: string | undefined
  body?: unknown
  /** Sent instead of the secret key. */
  key?: string | undefined
  /** The tokens in it, which no error may show. */
  tokens?: readonly string[] | undefined
}

/**
 * Calls the Backend API once and returns the JSON of a success.
 *
 * @throws {ClerkApiError} when the API refuses.
 * @throws {ClerkNetworkError} when no answer arrives within `ctx.timeout`, 10 s unless set, or it is not a JSON object.
 */
export async function callApi<T>(
  ctx: Context,
  { operation = '', path, query = '', body, key, tokens = [] }: ApiCall,
): Promise<T> {
  const { route, encoded } = path
  const method = body ? 'POST' : 'GET'
  const { status, text, json, headers } = await send(ctx, encoded + query, { body, key })
  const ok = status > 199 && status < 300
  if (ok && json) return json as T
  if (ok || !status) {
    const why = ok ? 'no JSON object' : text
    throw new ClerkNetworkError(`${method} ${route}: ${why} (attempt 1)`, 'network', 1)
  }
  throw apiError(
    { operation, method, route },
    { status, headers, body: json ?? text },
    (ctx.now ?? Date.now)(),
    [key, ctx.secretKey, ctx.machineSecretKey, ...tokens],
  )
}
