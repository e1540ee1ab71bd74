import { ClerkConfigError } from './errors.ts'

/**
 * Returns the value when it is a number of milliseconds from 0, or `Infinity` for no limit.
 *
 * @param name The place of the value in error messages, such as `ctx.timeout`.
 * @throws {ClerkConfigError} when the value is NaN, negative or not a number.
 */
export function checkedMilliseconds(name: string, value: unknown): number {
  if (typeof value === 'number' && value >= 0) return value
  throw new ClerkConfigError(
    `${name} is ${described(value)}: set it to milliseconds from 0, or to Infinity for none`,
  )
}

/**
 * Returns the value when it is a whole number from `least`, or `Infinity`.
 *
 * @param name The place of the value in error messages, such as `options.maxItems`.
 * @throws {ClerkConfigError} when the value is anything else.
 */
export function checkedCount(name: string, value: unknown, least = 0): number {
  if (typeof value === 'number' && value >= least && (value === Infinity || value % 1 === 0)) {
    return value
  }
  throw new ClerkConfigError(
    `${name} is ${described(value)}: set it to a whole number from ${least}, or to Infinity for no limit`,
  )
}

/** Describes a value for an error: a number as text, any other value by its type, because a string may be a misplaced key. */
function described(value: unknown): string {
  if (typeof value === 'number') return `${value}`
  return value === null ? 'null' : `of type ${typeof value}`
}
