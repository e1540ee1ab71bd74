import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'rollup'
import { without } from './without.ts'

const UNUSED = '\0unused'
/** What no call of `request.ts` reaches, or nobody reads. */
const LEFT_OUT = [
  // Defaults, and queries: every call comes with a whole URL and its own headers.
  /^ +let query;[\s\S]+?(?=^ +return \{\n +\.\.\.defaults)/m,
  /^ +query,\n +params: query,\n/m,
  /^ +const headers = new Headers\(defaults\);[\s\S]+?(?=^\}\nasync function callHooks)/m,
  // Its hooks before a request.
  /^ +if \(context\.options\.onRequest\) [\s\S]+?(?=^ +if \(context\.options\.body && )/m,
  // Streams as the body of a request.
  / else if \(\n +\/\/ ReadableStream Body[\s\S]+?duplex = "half";\s+\}\s+\}/,
  // Its time-out, which a signal turns off; its errors, of which only the cause is looked at; and its retries, which are off.
  /^ +let abortTimeout;[\s\S]+?try (?=\{)/m,
  / catch \(error\) \{\s+context\.error = error;[\s\S]+?(?=^ +const hasBody)/m,
  // Its look at the type of an answer, and other ways to read one: every call has a parser.
  / \|\| detectResponseType\(.+\)/,
  /^ +case "stream": [\s\S]+?(?=^ +\}\n +\}\n +if \(context\.options\.onResponse\))/m,
  // Its hooks after an answer, and the errors that it makes of a status, which are off.
  /^ +if \(context\.options\.onResponse\) [\s\S]+?(?=^ +return context\.response;)/m,
  // Other clients made from this one.
  /^ +\$fetch\.native = [\s\S]+?(?=^ +return \$fetch;)/m,
]

/**
 * Puts the platform-neutral core of ofetch, with its licence, into the package.
 *
 * The entry that Node and bundlers for Node pick imports node-fetch-native: 127 kB in a bundle, and a first touch of
 * `Headers` while loading. The core is the one chunk that all entries share.
 *
 * What the core imports stays out: `request.ts` hands it whole URLs (no `baseURL` and `query` for ufo to join) and parses
 * answers itself (no text for destr to guess at). So does the code that no call of `request.ts` reaches.
 */
export function inlineOfetch(): Plugin {
  const manifest = createRequire(import.meta.url).resolve('ofetch/package.json')
  const dist = join(dirname(manifest), 'dist')
  const chunk = readFileSync(join(dist, 'index.mjs'), 'utf8').match(/'\.\/(shared\/.+?\.mjs)'/)?.[1]
  if (!chunk) throw new Error(`The entry of ofetch names no shared chunk: look into ${dist}`)
  const core = join(dist, chunk)
  return {
    name: 'inline-ofetch',
    resolveId(source, importer) {
      if (source === 'ofetch') return core
      return importer === core ? UNUSED : undefined
    },
    load(id) {
      return id === UNUSED
        ? 'export const withBase = String, withQuery = String; export default JSON.parse'
        : null
    },
    transform(code, id) {
      if (id !== core) return null
      return LEFT_OUT.reduce((rest, part) => without(part, rest), `${code}\nexport { createFetch }`)
    },
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'vendor/ofetch.LICENSE',
        source: readFileSync(join(dirname(manifest), 'LICENSE')),
      })
    },
  }
}
