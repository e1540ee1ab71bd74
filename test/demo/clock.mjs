// The entry of the demo's Worker: the unchanged bundle of the example, with the clock at the time in each request.
import worker from './worker.mjs'

export default {
  fetch(request, env, context) {
    const now = Number(request.headers.get('demo-now'))
    Date.now = () => now
    return worker.fetch(request, env, context)
  },
}
