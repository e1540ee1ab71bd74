import { settledWithin } from './timers.ts'

/**
 * Milliseconds that a call waits for work that another call has started. The wait is limited, because Workers cancel the
 * pending work of a request once its response is sent. The promise of that work then never settles.
 */
export const PATIENCE = 1_000

/** Holds the work in progress that calls share. */
export interface Shared<T> {
  current?: Promise<T> | undefined
}

/** Options of {@link share}. */
export interface ShareOptions {
  /** Milliseconds to wait for the work of another call. Default: 1 000. */
  patience?: number | undefined
  /** Called before each wait. */
  onJoin?: (() => void) | undefined
}

/**
 * Joins the work in progress, if there is any, and waits for it for at most `patience`. Then joins the next work in progress, or
 * starts work of its own, which later calls join. Resolves with the first success of all this work. Rejects when the work that
 * was joined or started last fails.
 *
 * @param start Starts the work. Receives the milliseconds that this call has already waited.
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

/** Settles like `work`, unless one of `others` succeeds first. */
function unlessOvertaken<T>(work: Promise<T>, others: Promise<T>[]): Promise<T> {
  return new Promise((resolve, reject) => {
    work.then(resolve, reject)
    for (const other of others) other.then(resolve, () => {})
  })
}

/** Sets `shared.current` to `work` until `work` has settled. Returns `work`. */
export function lead<T>(shared: Shared<T>, work: Promise<T>): Promise<T> {
  shared.current = work
  const forget = () => {
    if (shared.current === work) shared.current = undefined
  }
  work.then(forget, forget)
  return work
}
