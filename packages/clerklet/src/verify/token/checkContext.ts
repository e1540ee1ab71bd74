import { checkCallContext } from '../../core/callApi.ts'
import type { Context } from '../../core/context.ts'
import { localKeys } from './localKeys.ts'

/**
 * Checks the keys, the URL and the headers of a context, so that the very first request reports a mistake, even if the mistake
 * does not affect this request.
 *
 * @throws {ClerkConfigError} when a key, the URL or a header is malformed.
 */
export async function checkContext(ctx: Context): Promise<void> {
  checkCallContext(ctx)
  if (ctx.jwtKey) await localKeys(ctx.jwtKey)
}
