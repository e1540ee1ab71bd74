import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'rollup'

/** What stands in for what no session token needs: keys that encrypt, and keys that are secrets. */
const LEFT_OUT = {
  'lib/jwe_algorithms.js': 'export const JWE = {}',
  'util/base64url.js': "export function decode() { throw new TypeError('Secrets are left out') }",
}

/**
 * Puts the key import of jose, with its licence, into the package.
 *
 * A bundler takes the tables of all algorithms with it, for `importJWK` looks the algorithm up by name. Those that sign no
 * session token are left out here: `signature.ts` refuses them before a key is imported.
 */
export function inlineJose(): Plugin {
  const entry = createRequire(import.meta.url).resolve('jose/key/import')
  const file = (path: string) => join(dirname(entry), '..', path)
  const standIns = new Map(Object.entries(LEFT_OUT).map(([path, code]) => [file(path), code]))
  const signing = file('lib/jws_algorithms.js')
  return {
    name: 'inline-jose',
    resolveId: (source) => (source === 'jose' ? entry : null),
    load: (id) => standIns.get(id),
    transform: (code, id) =>
      id === signing ? code.replace(/^ +(?!RS)[\w"-]+: \w+\(.*\),?$/gm, '') : null,
    generateBundle() {
      this.emitFile({
        type: 'asset',
        fileName: 'vendor/jose.LICENSE',
        source: readFileSync(file('../../LICENSE.md')),
      })
    },
  }
}
