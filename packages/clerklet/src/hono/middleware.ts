import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import type { Authentication } from '../adapters/authentication.ts'
import { authentications } from '../adapters/authentications.ts'
import type { OptionsFor } from '../adapters/options.ts'
import { optionsResolver } from '../adapters/resolveOptions.ts'
import type { Context } from '../core/context.ts'
import type { AuthenticateContext } from '../verify/options.ts'
import { addHeaders, cookiesOf, respond } from './respond.ts'

/** The variables that the middlewares set, for `c.var` and `c.get`. */
export interface ClerkVariables<State> {
  /** The state of the request. Its `reason` and `trace` are for logs; {@link getAuth} returns the auth object. */
  clerkState: State
  /** The context for functions of `clerklet`, such as `getUser(c.var.clerkContext, userId)`. */
  clerkContext: Context
}

/** A middleware of Hono that sets {@link ClerkVariables}. */
export type ClerkMiddleware<State> = MiddlewareHandler<{ Variables: ClerkVariables<State> }>

/** Makes a middleware that authenticates each request with `authenticate`. */
export function createMiddleware<Options extends object, State extends Authentication['state']>(
  name: string,
  authenticate: (
    ctx: AuthenticateContext,
    request: Request,
    options: Options,
  ) => Promise<Authentication<State>>,
  given: OptionsFor<HonoContext, Options> | undefined,
): ClerkMiddleware<State> {
  const resolve = optionsResolver<HonoContext, Options>(name, given)
  return async (c, next) => {
    const earlier = authentications.get(c)
    if (earlier?.authenticate === authenticate && earlier.given === given) return next()

    const { ctx, options } = await resolve(c, { env: c.env, waitUntil: waitUntilOf(c) })
    const authentication = await authenticate(ctx, c.req.raw, options)
    const { state } = authentication
    if (state.headers.has('location')) return respond(c, state.toResponse())

    authentications.set(c, { ...authentication, authenticate, given })
    c.set('clerkState', state)
    c.set('clerkContext', authentication.ctx)
    await next()
    // When an inner middleware has authenticated the request again, this middleware only adds its cookies.
    const isLast = authentications.get(c)?.state === state
    addHeaders(c, isLast ? state.headers : cookiesOf(state.headers))
  }
}

function waitUntilOf(c: HonoContext): Context['waitUntil'] {
  try {
    const { executionCtx } = c
    return (promise) => executionCtx.waitUntil(promise)
  } catch {
    // Hono throws on platforms without an execution context.
    return undefined
  }
}
