import type { Context } from './context.ts'
import { ClerkConfigError } from './errors.ts'
import { kindOf } from './kindOf.ts'

/** The fields of the context that are functions. */
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
 * Checks that these fields of the context are functions where they are set.
 *
 * @throws {ClerkConfigError} naming the first that is not.
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
 * Checks that the rate limits of the context are those of `limitRate`.
 *
 * @throws {ClerkConfigError} when they are anything else.
 */
export function checkLimits({ limits }: Context): void {
  if (limits != null && typeof limits.callSlot !== 'function') {
    throw new ClerkConfigError(
      'ctx.limits was not made by limitRate: pass the context that limitRate returns',
    )
  }
}
