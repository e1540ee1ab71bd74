import type { Context } from '../core/context.ts'
import { isObject } from '../core/isObject.ts'
import { type ClerkEnv, readContext } from '../instance/readContext.ts'

/** The variables that are looked for in `env`. When `env` contains none of these variables, `process.env` is read. */
const NAMES: readonly (keyof ClerkEnv)[] = [
  'CLERK_SECRET_KEY',
  'CLERK_MACHINE_SECRET_KEY',
  'CLERK_PUBLISHABLE_KEY',
  'CLERK_JWT_KEY',
  'CLERK_API_URL',
  'CLERK_API_VERSION',
]

/**
 * Makes a function that reads a context from `env` when `env` contains a variable of Clerk, otherwise from `process.env` if it
 * exists. Makes only one context for each environment object.
 *
 * @returns A function that throws a `ClerkConfigError` when a variable is malformed, and when `hasKey` is false and the
 *   environment contains no key.
 */
export function environmentReader(): (env: unknown, hasKey: boolean) => Context {
  const contexts = new WeakMap<object, Context>()
  return (given, hasKey) => {
    const env = environmentOf(given)
    const known = contexts.get(env)
    if (known) return known
    const ctx = readContext(env, hasKey ? 'keys are optional' : 'a key is required')
    contexts.set(env, ctx)
    return ctx
  }
}

function environmentOf(env: unknown): object {
  if (isObject(env) && NAMES.some((name) => env[name])) return env
  // Node and compatible runtimes have `process`. Workers and browsers may not.
  const { process } = globalThis as { process?: { env?: unknown } }
  if (isObject(process?.env)) return process.env
  return isObject(env) ? env : {}
}
