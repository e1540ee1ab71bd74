import { byRequest } from '../adapters/authentication.ts'
import type { OptionsFor } from '../adapters/options.ts'
import type { AuthenticateRequestOptions } from '../verify/options.ts'
import { createMiddleware } from './middleware.ts'
import type { NodeMiddleware, NodeRequest } from './shapes.ts'

/** Options of {@link clerkMiddleware}. `Source` is the type of the request, such as that of Express. */
export type ClerkMiddlewareOptions<Source extends NodeRequest = NodeRequest> = OptionsFor<
  Source,
  AuthenticateRequestOptions
>

/**
 * Authenticates every request by its `Authorization` header or its cookies, and refuses none: `requireAuth` protects a route,
 * `getAuth` returns the auth object. A browser that must synchronise its session is redirected (307). The headers and cookies
 * of the state are added to the response. For Express, Connect and, with `next` as a callback, `http` and `http2`.
 *
 * The options are those of `authenticateRequest`, and `ctx`, the context. Without `ctx`, the keys are read from `process.env`,
 * as `contextFromEnv` reads them. Every kind of token is accepted, unless `acceptsToken` is set. The body is not read.
 *
 * The response to a request that cannot be converted to a `Request`, such as `TRACE` or a request for `//`, is a 400. Errors
 * are passed to `next(error)`.
 *
 * Add `clerkMiddleware` after the middleware for CORS, which then responds to preflights and adds its headers to refusals.
 *
 * @example
 * const app = express()
 * app.use(clerkMiddleware({ authorizedParties: ['https://example.com'] }))
 * app.get('/me', requireAuth(), (req, res) => res.json({ userId: getAuth(req).userId }))
 *
 * @throws {ClerkConfigError} to `next`, at the first request, when a key or an option is missing, unknown or malformed. An
 *   invalid token never throws.
 */
export function clerkMiddleware<Source extends NodeRequest = NodeRequest>(
  options?: ClerkMiddlewareOptions<Source>,
): NodeMiddleware<Source> {
  return createMiddleware('clerkMiddleware', byRequest, options)
}
