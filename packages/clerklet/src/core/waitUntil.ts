import type { Context } from './context.ts'

/**
 * Hands work over that may outlive the call. What is handed over never rejects.
 *
 * @returns whether `ctx.waitUntil` took it. Without one, or when it throws, the caller must wait.
 */
export function handOver({ waitUntil }: Context, work: Promise<unknown>): boolean {
  if (!waitUntil) return false
  try {
    // An async function is no `waitUntil` of a platform, but its rejection must not end the process.
    Promise.resolve<unknown>(waitUntil(work.catch(() => {}))).catch(() => {})
    return true
  } catch {
    return false
  }
}
