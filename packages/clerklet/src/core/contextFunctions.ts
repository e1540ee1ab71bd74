import type { Context } from './context.ts'
import { ClerkConfigError } from './errors.ts'
import { kindOf } from './kindOf.ts'

type ContextFunction =
  | 'fetch'
  | 'now'
  | 'sleep'
  | 'waitUntil'
  | 'onRequest'
  | 'onResponse'
  | 'onRetry'
  | 'onDrift'

/**
 * Checks that the fields of the context in `names` are functions, if they are set.
 *
 * @throws {ClerkConfigError} when a field is set and not a function. The error names the first such field.
 */
export function checkFunctions(ctx: Context, names: readonly ContextFunction[]): void {
  for (const name of names) {
    const value = ctx[name]
    if (value != null && typeof value !== 'function') {
      throw new ClerkConfigError(`ctx.${name} is ${kindOf(value)}: set it to a function`)
    }
  }
}

/**
 * Checks that `limitRate` made the rate limits of the context.
 *
 * @throws {ClerkConfigError} when the rate limits were made in another way.
 */
export function checkLimits({ limits }: Context): void {
  if (limits != null && typeof limits.callSlot !== 'function') {
    throw new ClerkConfigError(
      'ctx.limits was not made by limitRate: pass the context that limitRate returns',
    )
  }
}
