import type { Context } from '../core/context.ts'
import { type ClerkEnv, readContext } from './readContext.ts'

export type { ClerkEnv } from './readContext.ts'

/**
 * Makes a context from environment variables. An empty variable counts as missing, and blanks around a value are dropped.
 *
 * @example
 * export default {
 *   async fetch(request: Request, env: ClerkEnv) {
 *     const ctx = contextFromEnv(env)
 *     return Response.json(await getUser(ctx, 'user_2abc'))
 *   },
 * }
 *
 * @throws {ClerkConfigError} naming every missing or malformed variable at once, without its value; when the secret key and the
 *   publishable key are of two instances; or when `env` is not an object.
 */
export function contextFromEnv(env: ClerkEnv | Readonly<Record<string, unknown>>): Context {
  return readContext(env, 'a key is required')
}
