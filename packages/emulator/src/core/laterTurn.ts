/**
 * Calls back a turn of the event loop later, when everything that waits for nothing else has gone on. A message channel is no
 * timer: the fake timers of test runners leave it alone.
 */
export function laterTurn(run: () => void): void {
  // Older compatibility dates of Workers have none.
  if (typeof MessageChannel === 'undefined') {
    setTimeout(run)
    return
  }
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    // An open port would keep a process of Node.
    port1.close()
    run()
  }
  port2.postMessage(null)
}
