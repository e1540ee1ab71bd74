/** The calls that wait for one signal. */
interface Waiting {
  callbacks: Set<() => void>
  stop: () => void
}

/** By signal. Each gets one listener, however many calls share it: Node warns of a leak from eleven listeners on. */
const waitingFor = new WeakMap<AbortSignal, Waiting>()

/**
 * Calls back once, when the signal is aborted; immediately when it is aborted already.
 *
 * @returns how to stop listening.
 */
export function onAbort(signal: AbortSignal | null | undefined, callback: () => void): () => void {
  if (signal?.aborted) callback()
  if (!signal || signal.aborted) return () => {}
  const { callbacks, stop } = waitingFor.get(signal) ?? listenTo(signal)
  callbacks.add(callback)
  return () => {
    // The last callback takes the listener with it. A second call of this function finds nothing to delete.
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
        // A Worker refuses to act for a request that is over. The other calls are aborted all the same.
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
