// Counts the operations of the Backend API that clerklet and the official client support.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transform } from 'esbuild'
import { json, official, outcomeOf } from './clients.mjs'

/** Imports a TypeScript module of the contract tests, such as `operations`. */
async function load(name) {
  const source = readFileSync(new URL(`../contract/${name}.ts`, import.meta.url), 'utf8')
  const { code } = await transform(source, { loader: 'ts', format: 'esm' })
  return import(`data:text/javascript,${encodeURIComponent(code)}`)
}

const { operations } = await load('operations')
const { deviations } = await load('deviations')
const undocumented = deviations.flatMap(({ differences }) =>
  differences.flatMap((line) => line.match(/^(\w+): not in the specification$/)?.[1] ?? []),
)
const names = Object.keys(operations)
const count = (has) => ({
  all: [names.filter(has).length, names.length],
  documented: [
    names.filter((name) => has(name) && !undocumented.includes(name)).length,
    names.length - undocumented.length,
  ],
})

/** Counts the operations for which the packed clerklet exports a function. */
export async function ourCoverage(folder) {
  const file = join(folder, 'node_modules/clerklet/dist/index.mjs')
  const exported = await import(pathToFileURL(file).href)
  return count((name) => typeof exported[name] === 'function')
}

/** Params with a value for every key but `idempotencyKey`: 1 for limits, offsets and times, otherwise the key in braces. */
const params = new Proxy(
  {},
  {
    get: (target, key) =>
      typeof key === 'symbol' || key in target || key === 'then' || key === 'idempotencyKey'
        ? target[key]
        : /limit|offset|expires|seconds/i.test(key)
          ? 1
          : `{${key}}`,
    ownKeys: () => ['field'],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: '{field}' }),
  },
)
const [a, b, c] = ['{a}', '{b}', '{c}']
const ARGUMENTS = [
  [a],
  [a, b, c],
  [params],
  [a, params],
  [a, b, params],
  [[params]],
  [[{ to: {}, from: {} }]],
  [a, [params]],
]

/** Calls every method of the official client with each list of `ARGUMENTS`. Returns the requests of each method. */
export async function officialMethods() {
  const found = new Map()
  const { warn } = console
  // Deprecated methods print a warning.
  console.warn = () => {}
  for (const [resource, api] of Object.entries(official.client)) {
    if (typeof api !== 'object' || resource === 'telemetry') continue
    for (const method of Object.getOwnPropertyNames(Object.getPrototypeOf(api))) {
      if (method === 'constructor') continue
      const requests = new Set()
      for (const args of ARGUMENTS) {
        const call = async () => api[method](...args)
        const { sent } = await outcomeOf(call, () => json(404, { errors: [] }))
        for (const { method, url } of sent) requests.add(`${method} ${decodeURI(url.pathname)}`)
      }
      found.set(`${resource}.${method}`, [...requests])
    }
  }
  console.warn = warn
  return found
}

/** Counts the operations that the methods of the official client call. */
export async function officialCoverage() {
  const requests = new Set([...(await officialMethods()).values()].flat())
  return count((name) => hasOperation([...requests], operations[name]))
}

/** Whether one of the requests, in the format of `officialMethods`, calls an operation such as `GET /users/{user_id}`. */
export function hasOperation(requests, operation) {
  const [method, route] = operation.split(' ')
  // Recorded requests have an argument such as {a} in place of each parameter. The official client may add a prefix, such as
  // oauth_.
  const pattern = route.replaceAll(/{\w+}/g, '\\w*{\\w+}')
  const wanted = new RegExp(`^${method} (/v1)?${pattern}$`)
  return requests.some((request) => wanted.test(request))
}
