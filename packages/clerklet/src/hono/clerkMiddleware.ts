import type { Context as HonoContext } from 'hono'
import { byRequest } from '../adapters/authentication.ts'
import type { OptionsFor } from '../adapters/options.ts'
import type { RequestState } from '../verify/authenticateRequest.ts'
import type { AcceptsToken, AuthenticateRequestOptions } from '../verify/options.ts'
import { type ClerkMiddleware, createMiddleware } from './middleware.ts'

/** Options of {@link clerkMiddleware}. */
export type ClerkMiddlewareOptions = OptionsFor<HonoContext, AuthenticateRequestOptions>

/**
 * Authenticates every request by its `Authorization` header or its cookies, and refuses none: `requireAuth` protects a route,
 * `getAuth` returns the auth object. A browser that must synchronise its session is redirected (307). The headers and cookies
 * of `c.var.clerkState` are added to the response.
 *
 * The options are those of `authenticateRequest`, and `ctx`, the context. Without `ctx`, the keys are read from `c.env` when it
 * contains one of the variables of `contextFromEnv`, otherwise from `process.env`. Every kind of token is accepted, unless
 * `acceptsToken` is set.
 *
 * Add it after `cors()`, which then responds to preflights and adds its headers to refusals.
 *
 * @example
 * const app = new Hono<{ Bindings: Env }>()
 * app.use(clerkMiddleware({ authorizedParties: ['https://example.com'] }))
 * app.get('/me', requireAuth(), (c) => c.json({ userId: getAuth(c).userId }))
 *
 * @throws {ClerkConfigError} at the first request, when a key or an option is missing, unknown or malformed. `app.onError`
 *   receives it. An invalid token never throws.
 */
export function clerkMiddleware(
  options?: ClerkMiddlewareOptions,
): ClerkMiddleware<RequestState<AcceptsToken>> {
  return createMiddleware('clerkMiddleware', byRequest, options)
}
