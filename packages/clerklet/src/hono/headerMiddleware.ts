import type { Context as HonoContext } from 'hono'
import { byHeader, type HeaderState } from '../adapters/authentication.ts'
import type { OptionsFor } from '../adapters/options.ts'
import type { AuthenticateHeaderOptions } from '../verify/authenticateHeader.ts'
import { type ClerkMiddleware, createMiddleware } from './middleware.ts'

/** Options of {@link headerMiddleware}. */
export type HeaderMiddlewareOptions = OptionsFor<HonoContext, AuthenticateHeaderOptions>

/**
 * Authenticates every request by the session token in its `Authorization` header, without cookies, redirects or machine tokens.
 * For APIs that browsers and apps call with a token. Its bundle is smaller than that of `clerkMiddleware`. It works with the
 * same `getAuth` and `requireAuth`.
 *
 * The options are those of `authenticateHeader`, and `ctx`. Without `ctx`, the keys are read as by `clerkMiddleware`. One key is
 * enough: `jwtKey`, `secretKey` or `publishableKey`.
 *
 * @example
 * const app = new Hono<{ Bindings: Env }>()
 * app.use(cors({ origin: 'https://example.com' }))
 * app.use(headerMiddleware({ authorizedParties: ['https://example.com'] }))
 * app.get('/me', requireAuth(), (c) => c.json({ userId: getAuth(c).userId }))
 *
 * @throws {ClerkConfigError} at the first request, when a key or an option is missing, unknown or malformed. `app.onError`
 *   receives it. An invalid token never throws.
 */
export function headerMiddleware(options?: HeaderMiddlewareOptions): ClerkMiddleware<HeaderState> {
  return createMiddleware('headerMiddleware', byHeader, options)
}
