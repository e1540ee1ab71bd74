import type { Context } from '../context.ts'

/** The current time in milliseconds. */
export function now(ctx: Context): number {
  return (ctx.now ?? Date.now)()
}
