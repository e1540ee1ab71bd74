import type { Context } from '../core/context.ts'
import { type ClerkEnv, readContext } from './readContext.ts'

export type { ClerkEnv } from './readContext.ts'

/**
 * Makes a context from environment variables. An empty variable counts as missing, and values are trimmed.
 *
 * @example
 * export default {
 *   async fetch(request: Request, env: ClerkEnv) {
 *     const ctx = contextFromEnv(env)
 *     return Response.json(await getUser(ctx, 'user_2abc'))
 *   },
 * }
 *
 * @throws {ClerkConfigError} when no key is set, when a variable is malformed, when one of the secret key and the publishable
 *   key is live and the other is not, and when `env` is not an object. The error names all such variables, without their values.
 */
export function contextFromEnv(env: ClerkEnv | Readonly<Record<string, unknown>>): Context {
  return readContext(env, 'a key is required')
}
