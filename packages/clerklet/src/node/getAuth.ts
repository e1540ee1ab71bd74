import { requireAuthentication } from '../adapters/authentications.ts'
import type { GetAuthOptions } from '../adapters/options.ts'
import { selectedAuth } from '../adapters/selectedAuth.ts'
import type { AcceptsToken } from '../verify/options.ts'
import type { SelectedAuth } from '../verify/selectAuth.ts'
import type { NodeRequest } from './shapes.ts'

/**
 * Who sent the request: the auth object of a session unless `acceptsToken` names other kinds. It is not authenticated when the
 * request carries no token of these kinds, and when the session is pending, unless `treatPendingAsSignedOut` is `false`.
 *
 * @example
 * const { userId } = getAuth(req)
 *
 * @example
 * const auth = getAuth(req, { acceptsToken: ['session_token', 'api_key'] })
 * if (auth.tokenType === 'api_key' && auth.isAuthenticated) console.log(auth.scopes)
 *
 * @throws {ClerkConfigError} when neither `clerkMiddleware` nor `headerMiddleware` of this package has run, and when an option
 *   is unknown or of the wrong kind.
 */
export function getAuth<const Accepts extends AcceptsToken = 'session_token'>(
  req: NodeRequest,
  options?: GetAuthOptions<Accepts>,
): SelectedAuth<Accepts> {
  return selectedAuth(requireAuthentication('getAuth', req), options)
}
