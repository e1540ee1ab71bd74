import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'rollup'

/**
 * Puts the key import of jose, with its licence, into the package.
 *
 * A bundler takes the tables of all algorithms with it, for `importJWK` looks the algorithm up by name. Those that sign no
 * session token are left out here: `signature.ts` refuses them before a key is imported.
 */
export function inlineJose(): Plugin {
  const entry = createRequire(import.meta.url).resolve('jose/key/import')
  const file = (path: string) => join(dirname(entry), '..', path)
  const encrypting = file('lib/jwe_algorithms.js')
  const signing = file('lib/jws_algorithms.js')
  const coders = file('lib/buffer_utils.js')
  return {
    name: 'inline-jose',
    resolveId: (source) => (source === 'jose' ? entry : null),
    load: (id) => (id === encrypting ? 'export const JWE = {}' : null),
    transform(code, id) {
      if (id === signing) return code.replace(/^ +(?!RS)[\w"-]+: \w+\(.*\),?$/gm, '')
      // Rollup does not know that making one has no effect. Importing a key takes no encoder, and none is made while loading.
      return id === coders ? code.replaceAll(' new Text', ' /* @__PURE__ */ new Text') : null
    },
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'vendor/jose.LICENSE',
        source: readFileSync(file('../../LICENSE.md')),
      })
    },
  }
}
