import { checkCallContext } from '../../core/callApi.ts'
import type { Context } from '../../core/context.ts'
import { localKeys } from './localKeys.ts'

/**
 * Checks the keys, the URL and the headers of a context, so that the first request reports a mistake, not the first one
 * that is affected.
 *
 * @throws {ClerkConfigError} when one of them is malformed.
 */
export async function checkContext(ctx: Context): Promise<void> {
  checkCallContext(ctx)
  if (ctx.jwtKey) await localKeys(ctx.jwtKey)
}
