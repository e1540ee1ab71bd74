import { fileURLToPath } from 'node:url'

/** The root of the repository, which contains the linked packages. */
const root = fileURLToPath(new URL('../../../..', import.meta.url))

export default { turbopack: { root }, outputFileTracingRoot: root }
