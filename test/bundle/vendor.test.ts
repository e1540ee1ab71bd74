import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transformSync } from 'esbuild'
import * as jose from 'jose'
import { createFetch } from 'ofetch'
import { describe, expect, inject, test } from 'vitest'
import { signer } from '#fixtures/tokens.ts'

const require = createRequire(import.meta.url)
const vendor = join(inject('packed'), 'node_modules/clerklet/dist/vendor')
const vendored = join(vendor, 'jose')
const original = join(require.resolve('jose/key/import'), '../..')
const HTML = { 'content-type': 'text/html' }
const { createFetch: vendoredFetch }: { createFetch: typeof createFetch } = await import(
  pathToFileURL(join(vendor, 'ofetch.mjs')).href
)
const { importJWK }: Pick<typeof jose, 'importJWK'> = await import(
  pathToFileURL(join(vendored, 'import.mjs')).href
)

/** The lines of a file without its imports and exports, printed in one way. */
const lines = (path: string) =>
  transformSync(readFileSync(path, 'utf8').replace(/^import .*|^export \{[^}]*}/gm, ''), {
    format: 'esm',
    treeShaking: false,
  })
    .code.split('\n')
    .filter(Boolean)

/** How many lines our files have, and those of them that none of theirs has. */
function ownLines(ours: string[], theirs: string[]) {
  const sources = new Set(theirs.flatMap(lines))
  const all = ours.flatMap(lines)
  return { count: all.length, own: all.filter((line) => !sources.has(line)) }
}

const filesIn = (folder: string) => readdirSync(folder).map((name) => join(folder, name))

describe('the core of ofetch in the package', () => {
  test('behavior: its lines are those of ofetch, but for those that have lost a neighbour', () => {
    const chunks = filesIn(join(dirname(require.resolve('ofetch/package.json')), 'dist/shared'))
    const { count, own } = ownLines(
      [join(vendor, 'ofetch.mjs')],
      chunks.filter((file) => file.endsWith('.mjs')),
    )
    expect(count).toBeGreaterThan(60)
    expect(own.map((line) => line.trim())).toEqual([
      'response: void 0',
      '{',
      'const responseType = context.options.parseResponse ? "json" : context.options.responseType;',
    ])
  })

  const refused = async () => {
    throw new TypeError('refused')
  }
  test.each([
    ['JSON', { method: 'GET' }, async () => Response.json({ a: 1 })],
    ['HTML', { method: 'GET' }, async () => new Response('<p>', { headers: HTML })],
    ['an empty body', { method: 'DELETE' }, async () => new Response(null, { status: 204 })],
    ['no body at all', { method: 'HEAD' }, async () => new Response(null)],
    ['an error', { method: 'GET' }, async () => new Response('busy', { status: 503 })],
    ['an answer to JSON', { method: 'POST', body: '{"a":1}' }, async () => Response.json({})],
    [
      'an answer to a form',
      { method: 'POST', body: new FormData() },
      async () => Response.json({}),
    ],
    ['no answer', { method: 'GET' }, refused],
    ['no answer to JSON', { method: 'POST', body: '{}' }, refused],
  ])('behavior: it makes the same of %s', async (_, init, answer) => {
    const outcome = async (create: typeof createFetch) => {
      const sent: unknown[] = []
      const client = create({
        fetch: (url, { method, body, headers } = {}) => {
          sent.push(url, method, body, [...(headers as Headers)])
          return answer()
        },
      })
      const text = (body: string) => body
      const options = { ...init, retry: false, ignoreResponseError: true, parseResponse: text }
      const { signal } = new AbortController()
      const result = await client.raw('https://api.example/', { ...options, signal } as never).then(
        ({ status, _data }) => ({ status, _data }),
        // request.ts looks at the cause of an error of ofetch, which is left out.
        (error) => (error.name === 'FetchError' ? error.cause : error),
      )
      return { sent, result }
    }
    const theirs = await outcome(createFetch)
    expect(theirs.sent).toHaveLength(4)
    expect(await outcome(vendoredFetch)).toEqual(theirs)
  })
})

describe('the key import of jose in the package', () => {
  test('behavior: its lines are those of jose, but for what is left out of one or simplified by rollup', () => {
    const { count, own } = ownLines(
      filesIn(vendored),
      ['key', 'lib', 'util'].flatMap((folder) => filesIn(join(original, folder))),
    )
    expect(count).toBeGreaterThan(60)
    expect(own.map((line) => line.trim())).toEqual([
      'super(message, options), this.name = this.constructor.name;',
      'const normalized = normalizeJwk(jwk), { alg: jwkAlg } = normalized;',
      'return jwkToKey(keyAlgorithm(alg), normalized);',
      'const JWE = {};',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code.
      'const subtle = { name: "RSASSA-PKCS1-v1_5", hash: `SHA-${bits}` };',
      'RS512: rsa(512)',
      'const algorithm = entry.resolve?.({ kty: jwk.kty, crv: jwk.crv }) ?? entry.subtle, isPrivate = !!(jwk.d || jwk.priv), keyData = { ...jwk, ext: jwk.ext };',
    ])
  })

  test('behavior: it makes the same key of a JWK', async () => {
    const { kty, n, e } = (await signer()).jwk
    const [ours, theirs] = await Promise.all(
      [importJWK, jose.importJWK].map((one) => one({ kty, n, e, ext: true } as jose.JWK, 'RS256')),
    )
    expect(await jose.exportJWK(ours as CryptoKey)).toEqual({ kty, n, e })
    expect((ours as CryptoKey).algorithm).toEqual((theirs as CryptoKey).algorithm)
    expect((ours as CryptoKey).usages).toEqual(['verify'])
  })

  test.each([
    [{ kty: 'RSA' }, 'RS256'],
    [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }, 'ES256'],
    [{ kty: 'RSA', n: 'AQAB', e: 'AQAB' }, 'none'],
    [{ kty: 'other' }, 'RS256'],
  ])('error: %j for %s is refused in the same words', async (jwk, algorithm) => {
    const refusal = (one: typeof importJWK) => one(jwk, algorithm).catch(String)
    expect(await refusal(importJWK)).toBe(await refusal(jose.importJWK))
  })

  test.each(['RS256', 'RS384', 'RS512'])('behavior: it knows %s', async (algorithm) => {
    const { kty, n, e } = (await signer()).jwk
    const key = importJWK({ kty, n, e } as jose.JWK, algorithm)
    await expect(key).resolves.toMatchObject({
      algorithm: { hash: { name: `SHA-${algorithm.slice(2)}` } },
    })
  })

  test.each([
    [{ kty: 'oct', k: 'AQAB' }, 'HS256'],
    [{ kty: 'AKP', alg: 'ML-DSA-44' }, 'ML-DSA-44'],
  ])('behavior: it does not know %j', async (jwk, algorithm) => {
    const theirs = await jose.importJWK(jwk, algorithm).catch(String)
    expect(`${theirs}`).not.toContain('Unsupported "kty"')
    await expect(importJWK(jwk, algorithm)).rejects.toThrow('Unsupported "kty"')
  })

  test.each(['PS256', 'RSA-OAEP'])('behavior: it does not know %s', async (algorithm) => {
    const { kty, n, e } = (await signer()).jwk
    const jwk = { kty, n, e } as jose.JWK
    await expect(jose.importJWK(jwk, algorithm)).resolves.toBeTruthy()
    await expect(importJWK(jwk, algorithm)).rejects.toThrow('Invalid or unsupported JWK "alg"')
  })
})
