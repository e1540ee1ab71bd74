import type { ToAuthOptions } from '../verify/auth/sessionAuth.ts'
import type { AcceptsToken, AuthenticateContext } from '../verify/options.ts'

/**
 * The option for the context of a middleware. `Source` is the object that the framework passes for each request: the context of
 * Hono, or the request of Node.
 */
export interface ContextOption<Source> {
  /**
   * The keys, and how to reach the API. A function is called for each request. Default: the result of `contextFromEnv` for the
   * environment, which is read at the first request.
   */
  ctx?:
    | AuthenticateContext
    | ((source: Source) => AuthenticateContext | Promise<AuthenticateContext>)
    | undefined
}

/** The options of a middleware, or a function that returns them for each request. */
export type OptionsFor<Source, Options> =
  | (Options & ContextOption<Source>)
  | ((
      source: Source,
    ) => (Options & ContextOption<Source>) | Promise<Options & ContextOption<Source>>)

/** Options of `getAuth`. */
export interface GetAuthOptions<Accepts extends AcceptsToken = AcceptsToken> extends ToAuthOptions {
  /** The kinds of token to accept here, among those that the middleware accepts. Default: `session_token`. */
  acceptsToken?: Accepts | undefined
}
