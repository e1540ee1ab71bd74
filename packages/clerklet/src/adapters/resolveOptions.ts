import type { Context } from '../core/context.ts'
import { isPlainObject } from '../core/isObject.ts'
import { misconfigured } from '../instance/configuration.ts'
import type { AuthenticateContext } from '../verify/options.ts'
import { environmentReader } from './environment.ts'
import type { OptionsFor } from './options.ts'

/** The options that are keys. As in the official SDKs, they are set next to `ctx`. They replace the keys of `ctx`. */
const KEYS = ['secretKey', 'machineSecretKey', 'publishableKey', 'jwtKey'] as const

/** The context and the options for a request. */
export interface Resolved<Options> {
  readonly ctx: AuthenticateContext
  readonly options: Options
}

/** The values that the platform passes with a request. */
export interface Platform {
  /** The environment of a Worker. */
  readonly env?: unknown
  readonly waitUntil?: Context['waitUntil']
}

/**
 * Makes a function that returns the context and the options for a request.
 *
 * @param name The middleware, for errors.
 * @returns A function that rejects with a `ClerkConfigError` when the options or the context are not plain objects. Without
 *   `ctx`, it also rejects when a variable of the environment is malformed, and when neither the options nor the environment
 *   have a key.
 */
export function optionsResolver<Source, Options extends object>(
  name: string,
  given: OptionsFor<Source, Options> | undefined,
): (source: Source, platform: Platform) => Promise<Resolved<Options>> {
  const readEnvironment = environmentReader()
  return async (source, { env, waitUntil }) => {
    const resolved = typeof given === 'function' ? await given(source) : (given ?? {})
    if (!isPlainObject(resolved)) {
      throw misconfigured(
        `The argument of ${name}`,
        'not valid',
        'a plain object of options, or a function that returns one',
      )
    }

    const { ctx: own, ...rest } = resolved
    // `rest` is the argument without `ctx`. `authenticateRequest` and `authenticateHeader` check each option.
    const options = rest as Options
    const keys = Object.entries(rest).filter(
      ([option, value]) => KEYS.some((key) => key === option) && value != null,
    )
    const found: unknown =
      (typeof own === 'function' ? await own(source) : own) ??
      (typeof own === 'function' ? undefined : readEnvironment(env, keys.length > 0))
    if (!isPlainObject(found)) {
      throw misconfigured(
        `ctx of ${name}`,
        'not a plain object',
        'a context, or a function that returns one',
      )
    }

    const ctx: AuthenticateContext = { ...found, ...Object.fromEntries(keys) }
    if (!ctx.waitUntil && waitUntil) ctx.waitUntil = waitUntil
    return { ctx, options }
  }
}
