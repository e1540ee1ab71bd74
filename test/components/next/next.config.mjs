import { fileURLToPath } from 'node:url'

/** The folder in which Next is installed. */
const root = fileURLToPath(new URL('..', import.meta.url))

export default { turbopack: { root }, outputFileTracingRoot: root }
