import type { Context } from './context.ts'

/**
 * Hands work that may outlive the call to `ctx.waitUntil`, as a promise that never rejects.
 *
 * @returns whether `ctx.waitUntil` took it. Without one, or when it throws, the caller must wait.
 */
export function handOver({ waitUntil }: Context, work: Promise<unknown>): boolean {
  if (!waitUntil) return false
  try {
    // No platform's `waitUntil` returns a promise, but the rejection of one must not end the process.
    Promise.resolve<unknown>(waitUntil(work.catch(() => {}))).catch(() => {})
    return true
  } catch {
    return false
  }
}
