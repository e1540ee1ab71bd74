import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'rollup'
import { without } from './without.ts'

/**
 * Puts the key import of jose, with its licence, into the package.
 *
 * A bundler takes the tables of all algorithms with it, for `importJWK` looks the algorithm up by name. What verifies no
 * session token is left out here: `signature.ts` refuses other algorithms before a key is imported, and `keyFromJwk` passes
 * on an algorithm and the numbers of a public RSA key, and nothing else.
 */
export function inlineJose(): Plugin {
  const entry = createRequire(import.meta.url).resolve('jose/key/import')
  const file = (path: string) => join(dirname(entry), '..', path)
  const encryption = file('lib/jwe_algorithms.js')
  const leftOut = new Map([
    [
      file('lib/jws_algorithms.js'),
      [
        // Other algorithms than RS256, RS384 and RS512.
        /^ +(?!RS)[\w"-]+: \w+\(.*\),?$/gm,
        // What signing and verifying ask.
        /^ +(signing|minRsaBits): .*$/gm,
      ],
    ],
    [
      entry,
      [
        // Whether there are an object and an algorithm.
        /^ +if \(!isObject\(jwk\)[^;]*;/m,
        /^ +if \(alg \?\?= jwkAlg[^;]*;/m,
        // Secrets, and keys of post-quantum algorithms.
        /^ +case "oct"[\s\S]*(?=^ +case "RSA")/m,
      ],
    ],
    [
      file('util/errors.js'),
      [
        // What an error is besides its name and message.
        /^ +(static )?code = "ERR_\w+";$/gm,
        /, Error\.captureStackTrace\?\.\(this, this\.constructor\)/,
      ],
    ],
    // What else a JWK may say.
    [file('lib/key.js'), [/^ +if \(normalized\.ext [\s\S]*(?=^ +return normalized)/m]],
  ])
  return {
    name: 'inline-jose',
    resolveId: (source) => (source === 'jose' ? entry : null),
    load: (id) => (id === encryption ? 'export const JWE = {}' : null),
    transform(code, id) {
      return leftOut.get(id)?.reduce((rest, part) => without(part, rest), code) ?? null
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
