import type { Context } from '../../core/context.ts'
import { misconfigured } from '../../instance/configuration.ts'

/**
 * Returns the current time in milliseconds.
 *
 * @throws {ClerkConfigError} when `ctx.now` does not return a finite number. With `NaN`, no token would ever expire.
 */
export function now(ctx: Context): number {
  const clock: unknown = ctx.now ?? Date.now
  const time: unknown = typeof clock === 'function' ? clock() : undefined
  if (typeof time === 'number' && Number.isFinite(time)) return time
  throw misconfigured('ctx.now', 'not a clock', 'a function that returns milliseconds')
}
