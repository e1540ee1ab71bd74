// Runs one workerd isolate for a whole test, and an API on a separate port for the isolate.
import { createServer } from 'node:http'
import { Miniflare } from 'miniflare'
import { workerScript } from '../runtimes.mjs'

/** Milliseconds after which a call of the isolate counts as hung. */
const HUNG = 8_000

/** Starts the isolate, with the packed packages. */
export async function startIsolate(packedFolder, compatibilityDate) {
  const requests = []
  const answers = new Map()
  const api = createServer((request, response) => {
    const [, name, ...path] = new URL(request.url, 'http://api').pathname.split('/')
    const call = {
      name: decodeURIComponent(name),
      path: `/${path.slice(1).join('/')}`,
      url: request.url,
    }
    requests.push(call)
    const { status = 200, body, delay = 0 } = answers.get(call.name)?.(call) ?? {}
    // Without a body, the API never responds.
    if (body === undefined) return
    setTimeout(() => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    }, delay)
  })
  await new Promise((listening) => api.listen(0, '127.0.0.1', listening))
  const worker = new Miniflare({
    compatibilityDate,
    modules: true,
    script: await workerScript(packedFolder, new URL('worker.mjs', import.meta.url)),
  })
  const url = await worker.ready
  const base = `http://127.0.0.1:${api.address().port}`

  return {
    /**
     * Sets the response of the API to the calls of a case: `{ status, body, delay }`, or a function that returns it. Without
     * `body`, the API never responds.
     */
    answer: (name, make) => answers.set(name, typeof make === 'function' ? make : () => make),
    /** The number of requests that the API received for a case. */
    count: (name) => requests.filter((request) => request.name === name).length,
    /** Runs an action of the Worker in a new request, at the virtual time `seconds`. */
    async call(action, name, { seconds = 0, ...rest } = {}) {
      const body = JSON.stringify({ action, name, api: base, offset: seconds * 1000, ...rest })
      const signal = AbortSignal.timeout(HUNG)
      try {
        return await (await fetch(url, { method: 'POST', body, signal })).json()
      } catch (error) {
        return `no response: ${error.name}`
      }
    },
    async stop() {
      await worker.dispose()
      api.closeAllConnections()
      await new Promise((closed) => api.close(closed))
    },
  }
}
