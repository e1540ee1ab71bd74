// The entry of the demo's Worker: the bundle of the example as it is, with the clock moved to where each request says.
import worker from './worker.mjs'

export default {
  fetch(request, env, context) {
    const now = Number(request.headers.get('demo-now'))
    Date.now = () => now
    return worker.fetch(request, env, context)
  },
}
