// The entry of the demo's Worker. Runs the unchanged bundle of the example at the time in the header `demo-now`.
import worker from './worker.mjs'

export default {
  fetch(request, env, context) {
    const now = Number(request.headers.get('demo-now'))
    Date.now = () => now
    return worker.fetch(request, env, context)
  },
}
