import type { Context } from './context.ts'

/**
 * Hands work over that may outlive the call. What is handed over never rejects.
 *
 * @returns whether `ctx.waitUntil` took it. Without one, or when it throws, the caller must wait.
 */
export function handOver({ waitUntil }: Context, work: Promise<unknown>): boolean {
  const harmless = work.catch(() => {})
  try {
    waitUntil?.(harmless)
  } catch {
    return false
  }
  return waitUntil !== undefined
}
