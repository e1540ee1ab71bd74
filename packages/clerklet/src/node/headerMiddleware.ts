import { byHeader } from '../adapters/authentication.ts'
import type { OptionsFor } from '../adapters/options.ts'
import type { AuthenticateHeaderOptions } from '../verify/authenticateHeader.ts'
import { createMiddleware } from './middleware.ts'
import type { NodeMiddleware, NodeRequest } from './shapes.ts'

/** Options of {@link headerMiddleware}. `Source` is the type of the request, such as that of Express. */
export type HeaderMiddlewareOptions<Source extends NodeRequest = NodeRequest> = OptionsFor<
  Source,
  AuthenticateHeaderOptions
>

/**
 * Authenticates every request by the session token in its `Authorization` header, without cookies, redirects or machine tokens.
 * For APIs that browsers and apps call with a token. `getAuth` and `requireAuth` work as they do after `clerkMiddleware`.
 *
 * The options are those of `authenticateHeader`, and `ctx`. Without `ctx`, the keys are read from `process.env`. One key is
 * enough: `CLERK_JWT_KEY`, `CLERK_SECRET_KEY` or `CLERK_PUBLISHABLE_KEY`.
 *
 * @example
 * const app = express()
 * app.use(cors({ origin: 'https://example.com' }))
 * app.use(headerMiddleware({ authorizedParties: ['https://example.com'] }))
 * app.get('/me', requireAuth(), (req, res) => res.json({ userId: getAuth(req).userId }))
 *
 * @throws {ClerkConfigError} to `next`, at the first request, when a key or an option is missing, unknown or malformed. An
 *   invalid token never throws.
 */
export function headerMiddleware<Source extends NodeRequest = NodeRequest>(
  options?: HeaderMiddlewareOptions<Source>,
): NodeMiddleware<Source> {
  return createMiddleware('headerMiddleware', byHeader, options)
}
