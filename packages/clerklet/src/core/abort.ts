/** The callbacks of the calls that share a signal. */
interface Waiting {
  callbacks: Set<() => void>
  stop: () => void
}

/** The callbacks of each signal, which share one listener. Node warns of a leak when a signal has more than ten listeners. */
const waitingFor = new WeakMap<AbortSignal, Waiting>()

/**
 * Calls `callback` once: when the signal is aborted, or immediately when it is already aborted.
 *
 * @returns a function that stops listening.
 */
export function onAbort(signal: AbortSignal | null | undefined, callback: () => void): () => void {
  if (signal?.aborted) callback()
  if (!signal || signal.aborted) return () => {}
  const { callbacks, stop } = waitingFor.get(signal) ?? listenTo(signal)
  callbacks.add(callback)
  return () => {
    // Removing the last callback removes the listener. A second call of this function deletes nothing.
    if (callbacks.delete(callback) && callbacks.size === 0) stop()
  }
}

function listenTo(signal: AbortSignal): Waiting {
  const callbacks = new Set<() => void>()
  const listener = () => {
    const aborted = [...callbacks]
    callbacks.clear()
    waitingFor.delete(signal)
    for (const callback of aborted) {
      try {
        callback()
      } catch {
        // On Workers, the callback of a request that has ended may throw. The other calls are still aborted.
      }
    }
  }
  const stop = () => {
    waitingFor.delete(signal)
    signal.removeEventListener('abort', listener)
  }
  signal.addEventListener('abort', listener, { once: true })
  const waiting = { callbacks, stop }
  waitingFor.set(signal, waiting)
  return waiting
}
