import { fileURLToPath } from 'node:url'

/** The repository: the packages are linked to it. */
const root = fileURLToPath(new URL('../../../..', import.meta.url))

export default { turbopack: { root }, outputFileTracingRoot: root }
