/**
 * Calls `run` in a later turn of the event loop, after all pending microtasks. Uses a message channel, which fake timers of
 * test runners do not replace.
 */
export function laterTurn(run: () => void): void {
  // Workers with a compatibility date before 2025-08-15 have no `MessageChannel` by default.
  if (typeof MessageChannel === 'undefined') {
    setTimeout(run)
    return
  }
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    // Closed, since an open port keeps a Node process running.
    port1.close()
    run()
  }
  port2.postMessage(null)
}
