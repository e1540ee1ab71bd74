import type { Context } from './context.ts'

/**
 * Passes work to `ctx.waitUntil`, as a promise that never rejects. The work may continue after the call.
 *
 * @returns whether `ctx.waitUntil` accepted the work. When it is not set or throws, the caller must await the work itself.
 */
export function handOver({ waitUntil }: Context, work: Promise<unknown>): boolean {
  if (!waitUntil) return false
  try {
    // `waitUntil` may be a function of the application that returns a promise. Its rejection must not end the process.
    Promise.resolve<unknown>(waitUntil(work.catch(() => {}))).catch(() => {})
    return true
  } catch {
    return false
  }
}
