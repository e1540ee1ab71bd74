import { settledWithin } from './timers.ts'

/**
 * Milliseconds that a call waits for work that another call has started. Workers cancel the pending work of a request once
 * its response is sent: the promise of that work then never settles.
 */
export const PATIENCE = 1_000

/** Holds the work in progress that calls share. */
export interface Shared<T> {
  current?: Promise<T> | undefined
}

/** How a call joins the work of another one. */
export interface ShareOptions {
  /** Milliseconds to wait for it. Default: a second. */
  patience?: number | undefined
  /** Called before each wait. */
  onJoin?: (() => void) | undefined
}

/**
 * Joins the work in progress, for at most a second unless `patience` says otherwise. Then starts its own work, which later
 * calls join. Resolves with the first success of either, and rejects when the work that it joined or started last fails.
 *
 * @param start Receives the milliseconds that this call has waited already.
 */
export async function share<T>(
  shared: Shared<T>,
  start: (waited: number) => Promise<T>,
  { patience = PATIENCE, onJoin }: ShareOptions = {},
): Promise<T> {
  const joined: Promise<T>[] = []
  let { current } = shared
  while (current && !joined.includes(current)) {
    onJoin?.()
    const result = await settledWithin(patience, unlessOvertaken(current, joined))
    if (result) return result.status === 'fulfilled' ? result.value : current
    joined.push(current)
    current = shared.current
  }
  return unlessOvertaken(lead(shared, start(joined.length * patience)), joined)
}

/** Settles as the work does, unless one of the others succeeds first. */
function unlessOvertaken<T>(work: Promise<T>, others: Promise<T>[]): Promise<T> {
  return new Promise((resolve, reject) => {
    work.then(resolve, reject)
    for (const other of others) other.then(resolve, () => {})
  })
}

/** Makes this work the one that others join until it has settled. */
export function lead<T>(shared: Shared<T>, work: Promise<T>): Promise<T> {
  shared.current = work
  const forget = () => {
    if (shared.current === work) shared.current = undefined
  }
  work.then(forget, forget)
  return work
}
