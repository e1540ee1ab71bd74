import { settledWithin } from './timers.ts'

/**
 * Milliseconds for which a call waits for work that another call has started. Workers cancel what a request has under way
 * once it is answered: the promise of that work then never settles.
 */
export const PATIENCE = 1_000

/** Where calls find the work that one of them has under way. */
export interface Shared<T> {
  current?: Promise<T> | undefined
}

/**
 * Joins the work that is under way, for a second at the most; then starts work of its own, which others join from then on.
 * The first success counts, whoever started it. A failure of the work that was joined last counts, too.
 *
 * @param start Receives the milliseconds that this call has waited already.
 */
export async function share<T>(
  shared: Shared<T>,
  start: (waited: number) => Promise<T>,
): Promise<T> {
  const joined: Promise<T>[] = []
  let { current } = shared
  while (current && !joined.includes(current)) {
    joined.push(current)
    const result = await settledWithin(PATIENCE, Promise.any(joined))
    if (result) return result.status === 'fulfilled' ? result.value : current
    current = shared.current
  }
  const own = start(joined.length * PATIENCE)
  shared.current = own
  const forget = () => {
    if (shared.current === own) shared.current = undefined
  }
  own.then(forget, forget)
  // When all fail, what became of the own work counts.
  return Promise.any([own, ...joined]).catch(() => own)
}
