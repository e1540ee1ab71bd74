import type { MiddlewareHandler } from 'hono'
import { requireAuthentication } from '../adapters/authentications.ts'
import { type Check, createGate } from '../adapters/gate.ts'
import type { GetAuthOptions } from '../adapters/options.ts'
import type { AcceptsToken } from '../verify/options.ts'
import { respond } from './respond.ts'

/**
 * Lets authenticated requests continue, and refuses all others. Never redirects.
 *
 * | request | response |
 * |---|---|
 * | not authenticated, or authenticated by a kind of token that `acceptsToken` does not name | 401, `{ reason, message }` |
 * | the session is pending | 401 `session-pending`, unless `treatPendingAsSignedOut` is `false` |
 * | a condition does not hold | 403, as `forbiddenResponse` and `reverificationErrorResponse` make it |
 * | the check is a function, and does not return `true` | 403 `forbidden` |
 * | the keys of the instance cannot be loaded, or the API cannot be reached | 503, with `Retry-After` in seconds |
 *
 * @param check Conditions as `has` takes them, or a function of the auth object, which may be asynchronous.
 * @param options The options of {@link getAuth}. Only session tokens are accepted, unless `acceptsToken` names other kinds.
 *
 * @example
 * app.get('/me', requireAuth(), me)
 * app.delete('/invoices/:id', requireAuth({ permission: 'org:invoices:delete' }), deleteInvoice)
 * app.post('/jobs', requireAuth((auth) => auth.scopes.includes('jobs'), { acceptsToken: 'm2m_token' }), start)
 *
 * @throws {ClerkConfigError} at once, when the check or an option is not valid; at a request, when neither `clerkMiddleware`
 *   nor `headerMiddleware` has run before.
 */
export function requireAuth<const Accepts extends AcceptsToken = 'session_token'>(
  check?: Check<Accepts>,
  options?: GetAuthOptions<Accepts>,
): MiddlewareHandler {
  const refuse = createGate(check, options)
  return async (c, next) => {
    const response = await refuse(requireAuthentication('requireAuth', c))
    return response ? respond(c, response) : next()
  }
}
