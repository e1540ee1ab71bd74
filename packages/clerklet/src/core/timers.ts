/** The longest delay of `setTimeout` in milliseconds. A timer with a longer delay fires at once. */
const LONGEST_DELAY = 2 ** 31 - 1

/**
 * Calls `callback` once, after any number of milliseconds; never with `Infinity`.
 *
 * @returns a function that cancels the timer.
 */
export function startTimer(milliseconds: number, callback: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const wait = (left: number) => {
    if (left === Infinity) return
    const delay = Math.min(left, LONGEST_DELAY)
    timer = setTimeout(() => (left > delay ? wait(left - delay) : callback()), delay)
  }
  wait(milliseconds)
  return () => clearTimeout(timer)
}

/** Resolves with the outcome of a promise; `undefined` when the promise is pending after `milliseconds`. Never rejects. */
export function settledWithin<T>(
  milliseconds: number,
  promise: Promise<T>,
): Promise<PromiseSettledResult<T> | undefined> {
  return new Promise((resolve) => {
    const cancel = startTimer(milliseconds, () => resolve(undefined))
    const settle = (result: PromiseSettledResult<T>) => {
      cancel()
      resolve(result)
    }
    promise.then(
      (value) => settle({ status: 'fulfilled', value }),
      (reason) => settle({ status: 'rejected', reason }),
    )
  })
}
