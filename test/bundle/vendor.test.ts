import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transformSync } from 'esbuild'
import * as jose from 'jose'
import { describe, expect, inject, test } from 'vitest'
import { signer } from '../fixtures/tokens.ts'

const vendored = join(inject('packed'), 'node_modules/clerklet/dist/vendor/jose')
const original = join(createRequire(import.meta.url).resolve('jose/key/import'), '../..')
const { importJWK }: Pick<typeof jose, 'importJWK'> = await import(
  pathToFileURL(join(vendored, 'import.mjs')).href
)

/** The lines of a file without its imports and exports, printed in one way. */
const lines = (path: string) =>
  transformSync(readFileSync(path, 'utf8').replace(/^import .*|^export \{[^}]*}/gm, ''), {
    minifySyntax: true,
    format: 'esm',
    treeShaking: false,
  })
    .code.split('\n')
    .filter(Boolean)

describe('the key import of jose in the package', () => {
  test('behavior: its lines are those of jose, but for what rollup simplifies', () => {
    const sources = new Set(
      ['key', 'lib', 'util'].flatMap((folder) =>
        readdirSync(join(original, folder)).flatMap((name) => lines(join(original, folder, name))),
      ),
    )
    const ours = readdirSync(vendored).flatMap((name) => lines(join(vendored, name)))
    expect(ours.length).toBeGreaterThan(60)
    expect(ours.filter((line) => !sources.has(line)).length).toBeLessThan(ours.length / 10)
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
    [{ kty: 'RSA' }, undefined],
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
    await expect(importJWK(jwk, algorithm)).rejects.toThrow('Unsupported "kty"')
  })

  test.each(['PS256', 'RSA-OAEP'])('behavior: it does not know %s', async (algorithm) => {
    const { kty, n, e } = (await signer()).jwk
    const jwk = { kty, n, e } as jose.JWK
    await expect(jose.importJWK(jwk, algorithm)).resolves.toBeTruthy()
    await expect(importJWK(jwk, algorithm)).rejects.toThrow('Invalid or unsupported JWK "alg"')
  })
})
