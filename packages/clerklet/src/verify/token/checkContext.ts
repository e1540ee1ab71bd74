import { checkCallContext } from '../../core/callApi.ts'
import type { Context } from '../../core/context.ts'
import { localKeys } from './localKeys.ts'

/**
 * Checks `jwtKey` and the fields of a context that API calls use. The very first request then reports a mistake, even if
 * the mistake does not affect this request.
 *
 * @throws {ClerkConfigError} when one of these fields is malformed.
 */
export async function checkContext(ctx: Context): Promise<void> {
  checkCallContext(ctx)
  if (ctx.jwtKey) await localKeys(ctx.jwtKey)
}
