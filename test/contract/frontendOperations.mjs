/**
 * Writes `packages/emulator/src/frontend/operations.ts`: the operations of the Frontend API, from the facts of its specification.
 *
 *   npm run api:operations
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FACTS = new URL('facts/', import.meta.url)
const FRONTEND = 'fapi-2026-05-12.json'
const BACKEND = 'bapi-2026-05-12.json'

/** The generated file. */
export const TARGET = new URL('../../packages/emulator/src/frontend/operations.ts', import.meta.url)

const HEAD = `// Written by \`npm run api:operations\` from test/contract/facts. Do not edit it.

/** The operations of the Frontend API, each with its path as Hono writes it. */
export const OPERATIONS: readonly string[] = [
`

const OWN = `]

/** The prefixes of paths that only the Frontend API has. */
export const OWN: readonly string[] = [
`

const SHARED = `]

/** The prefixes of paths that both APIs have. */
export const SHARED: readonly string[] = [
`

/**
 * Makes the text of the generated file.
 *
 * @param {any} frontend The facts of the Frontend API.
 * @param {any} backend The facts of the Backend API. Its paths do not contain the version.
 * @returns {string}
 */
export function operationsText(frontend, backend) {
  const operations = Object.entries(frontend.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${patternOf(path)}`),
  )
  const roots = [...new Set(Object.keys(frontend.paths).map(rootOf))]
  // Compares backend paths with and without `/v1`, because the paths for API keys have no version in the Frontend API.
  const others = new Set(
    Object.keys(backend.paths).flatMap((path) => [rootOf(path), rootOf(`/v1${path}`)]),
  )
  const lines = (list) => list.map((one) => `  '${one}',\n`).join('')
  const own = lines(roots.filter((root) => !others.has(root)))
  const shared = lines(roots.filter((root) => others.has(root)))
  return `${HEAD}${lines(operations)}${OWN}${own}${SHARED}${shared}]\n`
}

/** Converts a path to a route of Hono, whose parameters are whole segments: `/{id}.xml` becomes `/:id{.+\.xml}`. */
function patternOf(path) {
  return path.replace(/{(\w+)}([^/]*)/g, (_, name, rest) =>
    rest ? `:${name}{.+\\\\${rest}}` : `:${name}`,
  )
}

/** Returns the first segment of a path, with `/v1` before it if the path has a version. */
function rootOf(path) {
  return /^(\/v1)?\/[^/]+/.exec(path)?.[0]
}

function read(name) {
  return JSON.parse(readFileSync(new URL(name, FACTS), 'utf8'))
}

/** Makes the text of the generated file from the committed facts. */
export function currentText() {
  return operationsText(read(FRONTEND), read(BACKEND))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(TARGET, currentText())
  console.log(fileURLToPath(TARGET))
}
